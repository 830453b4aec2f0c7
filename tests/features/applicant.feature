Feature: What the applicant is told, and what the applicant may ask
  A refusal reaches its applicant with reasons written for that, and with remedies. On request it is decided anew by
  other persons; the first decision stays in the file.

  Background:
    Given the clerk takes the application "5-refused" in

  Scenario Outline: A refusal is served, reconsidered on request and annulled, told in <language>
    Given the binoculars are refused by the committee, with "CANARY-OPINION" in an opinion and "CANARY-VOTE" in a vote
    When the licensing officer tries to complete the notification
    Then it is refused, in English "not made yet (Refusal notice", in French "n’est pas encore établi (Notification de refus"
    When the licensing officer writes the notice: "The route allows no control." / "L’itinéraire échappe au contrôle."
    And the licensing officer tries to complete the notification
    Then it is refused, in English "no act of service yet", in French "n’a pas encore son acte de notification"
    And on paper in <language>, the refusal notice says "<reasons>"
    And on paper in <language>, the refusal notice says "<remedies>"
    And on paper in <language>, the refusal notice does not say "CANARY"
    When the licensing officer tries to open a reconsideration on request
    Then it is refused, in English "the time for asking has not begun", in French "le délai de demande n’a pas commencé"
    When the refusal notice is served by registered post
    And the licensing officer completes the notification
    And the licensing officer records the denial: "Risk of diversion."
    Then nobody holds the case any more
    And the case, shown in <language>, says "<served>"
    And the case, shown in <language>, says "<denied>"
    When the licensing officer opens a reconsideration on request: "The end user has changed."
    Then the case is held by committee
    When the committee agrees to grant everything, and other persons sign
    Then the case, shown in <language>, says "<verdict>"
    And the case, shown in <language>, says "<proposed>"
    When the licensing officer issues the licence
    And the denial is withdrawn: "Annulled on review."
    And the applicant is told
    Then nobody holds the case any more
    And the denial list in <language> is empty

    Examples:
      | language | reasons                             | remedies                     | served                                     | denied                          | verdict                 | proposed                        |
      | en       | The route allows no control.        | Remedies and time limits     | Paper: Refusal notice                      | Denial record EXP-2026-00001/D1 | Annulled on             | withdraw denial record          |
      | fr       | L’itinéraire échappe au contrôle.   | Voies et délais de recours   | Document : Notification de refus              | Fiche de refus EXP-2026-00001/D1 | Annulée le             | retirer la fiche de refus       |

  Scenario: The passing of the statutory time is recorded and never called a consensus
    When the clerk tries to record the effect of the statutory deadline
    Then it is refused, in English "has not passed (last day", in French "n’est pas écoulé (dernier jour"
    When 91 working days pass
    And the clerk records the effect of the statutory deadline
    Then the case, shown in en, says "the law attaches no effect to that"
    And the case, shown in fr, says "la loi n’y attache aucun effet"
    When the clerk tries to record the effect of the statutory deadline
    Then it is refused, in English "is recorded already", in French "est déjà constatée"

  Scenario: What came in is acknowledged, and the acknowledgement has its act of service
    When the clerk prints the acknowledgement of receipt
    Then the acknowledgement says "neither grants nor promises a licence", in French "ne vaut ni octroi ni promesse de licence"
    And the acknowledgement says "the examination goes on", in French "l’examen se poursuit"
    When the acknowledgement is served by hand
    Then the case, shown in en, says "Paper: Acknowledgement of receipt"
    And the case, shown in fr, says "Remise en main propre le"
