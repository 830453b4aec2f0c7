Feature: Silence and written procedures
  Silence is a method only where the procedure says so: proposed by the chair in a session, accepted there, with an exact
  end that every seat has receipted. Whoever has spoken sees what the others said; nobody sees it before.

  Background:
    Given the clerk takes the application "2-partial-grant" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML1.a,2_1,h 2=ML1.a,2_1,h"
    And foreign affairs finds no prohibition under Article 6

  Scenario Outline: Silence kept to its end adopts, told in <language>
    Given foreign affairs finds only small risks under Article 7
    And foreign affairs completes the treaty questions
    And every agency agreed and licensing consolidated
    And the committee meets with foreign affairs, defence, customs and interior present
    When the chair proposes silence on "Shall the export be authorised?": 1=grant; 2=grant
    And foreign affairs, defence, customs and interior accept the silence and receipt its deadline
    And the session is closed
    And the chair tries to certify the result
    Then it is refused, in English "runs until", in French "court jusqu’à"
    When the time to speak runs out
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    And the case, shown in <language>, says "<adopted>"
    And the case, shown in <language>, says "<silent>"
    When a further session is convened
    Then the session, shown in <language>, says "<announced>"

    Examples:
      | language | adopted              | silent                                                 | announced       |
      | en       | Consensus by silence | did not object: customs, defence, foreign-affairs, int | To be announced |
      | fr       | Consensus tacite | n’ont donc pas objecté : customs, defence, foreign-affairs, int | À annoncer |

  Scenario: An amendment breaks the silence at once
    Given foreign affairs finds only small risks under Article 7
    And foreign affairs completes the treaty questions
    And every agency agreed and licensing consolidated
    And the committee meets with foreign affairs, defence, customs and interior present
    When the chair proposes silence on "Shall the export be authorised?": 1=grant; 2=grant
    And foreign affairs, defence, customs and interior accept the silence and receipt its deadline
    And customs proposes the amendment "Only 250 rifles.", in French "250 fusils seulement."
    And the chair certifies and the secretary attests the result
    Then the result is "no consensus"
    And the case, shown in en, says "Not adopted"
    And the case, shown in en, says "these seats broke the silence: customs"
    And the case, shown in fr, says "ces sièges ont rompu le silence : customs"

  Scenario: No procedure lifts what bars silence
    Given foreign affairs finds no overriding risk under Article 7
    And foreign affairs completes the treaty questions
    And every agency agreed and licensing consolidated
    And the committee meets with foreign affairs, defence, customs and interior present
    When the chair tries to propose silence on "Shall the export be authorised?": 1=grant; 2=grant
    Then it is refused, in English "Silence never counts where a risk", in French "Le silence ne vaut jamais accord lorsqu’un risque"

  Scenario: In writing, at a distance, and nobody follows anybody
    Given foreign affairs finds only small risks under Article 7
    And foreign affairs completes the treaty questions
    And every agency agreed and licensing consolidated
    When the chair tries to put in writing for 3 days "Shall the export be authorised?": 1=grant; 2=grant
    Then it is refused, in English "at least 10 working days", in French "au moins 10 jours ouvrés"
    When the chair puts in writing "Shall the export be authorised?": 1=grant; 2=grant
    And defence votes to object: "Fewer are enough."
    Then the case, shown to customs in en, says "1 seat has spoken"
    And the case, shown to customs in fr, says "1 siège s’est exprimé"
    And the case, shown to customs, does not say "Fewer are enough."
    When customs votes to agree
    Then the case, shown to customs in en, says "Fewer are enough."
    And the case, shown to interior, does not say "Fewer are enough."
    When defence changes its vote to agree
    And foreign affairs votes to agree
    And interior votes to abstain
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    And the case, shown to interior in en, says "Fewer are enough."
