Feature: An escalation to the higher authority
  The committee may put a case off twice. After that it hands the case up with every position, and the higher authority
  decides in its own name; nobody calls that consensus.

  Scenario Outline: Laying computers for an army, told in <language>
    Given the clerk takes the application "7-escalated" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML5.a,art4"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs finds no overriding risk under Article 7
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree
    And the opinion of defence is to agree
    And a second person of defence countersigns
    And the opinion of customs is to agree
    And the licensing officer consolidates: "Interior will object."
    When the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall the export be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And interior votes to object: "A border conflict may break out."
    And the chair defers the question: "Foreign affairs will report."
    And the chair tries to hand the case up
    Then it is refused, in English "or name the used-up deferrals", in French "l’épuisement des ajournements"
    When the question "The report heard: shall it be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And interior votes to object: "The talks go on."
    And the chair defers the question: "The talks go on."
    And the question "The talks over: shall it be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to abstain
    And interior votes to object: "Ten are too many."
    And the chair certifies and the secretary attests the result
    Then the result is "no consensus"
    When the secretary tries to put the question "Once more: shall it be authorised?": 1=grant
    Then it is refused, in English "put this case off 2 times", in French "a épuisé les 2 ajournements"
    When the chair hands the case up: "Three questions without consensus."
    Then the case is held by foreign affairs
    When the decision of foreign affairs is proposed: 1=reduced-grant,quantity=6,value=402000
    And licensing's chair tries to sign the decision
    Then it is refused, in English "signed for “foreign-affairs”", in French "foreign-affairs"
    When foreign affairs's head signs the decision
    And the licensing officer issues the licence
    And the applicant is told
    Then nobody holds the case any more
    And the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<committee>"
    And the case, shown in <language>, says "<escalated>"
    And the case, shown in <language>, says "<item>"
    And on paper in <language>, the decision record says "<ground>"
    And on paper in <language>, the licence says "<quantity>"

    Examples:
      | language | stage               | committee                                     | escalated                       | item                    | ground                                                          | quantity |
      | en       | Export Granted      | Completed (escalated to the higher authority) | Escalated to foreign-affairs on | Item 1: Reduced grant   | Judgement of the higher authority after an escalation           | 6 pieces |
      | fr       | Exportation Accordé | Achevée (remontée à l’autorité supérieure)    | Remonté à foreign-affairs le    | Poste 1 : Octroi réduit | Appréciation de l’autorité supérieure, saisie par la commission | 6 pieces |
