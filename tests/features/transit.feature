Feature: A question to the applicant on a transit
  Two agencies ask the applicant in one letter. It stops their clocks and the statutory one, and nothing is decided
  while it is open; the other movement of the same transfer is shown beside the decision.

  Scenario Outline: Rifles passing through a port, told in <language>
    Given the clerk takes the application "10-brokering" in, under the procedure "ad-hoc-consultation"
    And it is the first movement of the transfer
    And the clerk takes the application "11-transit" in, under the procedure "split-by-activity"
    And it is the second movement of the transfer
    When the clerk links the two movements
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML1.a,2_1,h"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    Then the case is held by foreign affairs and interior
    And the step customs is skipped
    When foreign affairs asks the applicant: "On which ship?", in French "Sur quel navire ?"
    And interior asks the applicant: "Who guards the crates?", in French "Qui garde les caisses ?"
    And the licensing officer sends the questions in one letter
    Then the clock of interior stands still, and so does the statutory clock
    And the clock of foreign affairs stands still, and so does the statutory clock
    And on paper in <language>, the request letter says "<ship>"
    And on paper in <language>, the request letter says "<guard>"
    And on paper in <language>, the request letter says "<silence>"
    And the case, shown in <language>, says "<stopped>"
    When the opinion of foreign affairs is to agree
    And the opinion of interior is to agree
    And the licensing officer consolidates: "Both agree."
    And the licensing officer tries to propose the decision of customs: 1=grant
    Then it is refused, in English "nothing can be decided until it is closed", in French "rien ne peut être décidé avant sa clôture"
    When 4 working days pass
    And the applicant answers: "On the Sundby Star; the port police."
    Then no clock stands still any more
    And the case is held by customs
    When the decision of customs is proposed: 1=grant
    And customs's head signs the decision
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<linked>"
    And on paper in <language>, the decision record says "BRO-2026-00001"
    And on paper in <language>, the licence says "<title>"

    Examples:
      | language | ship            | guard                  | silence                        | stopped                          | stage           | linked                                                       | title              |
      | en       | On which ship?  | Who guards the crates? | may be returned without action | The statutory clock stands still | Transit Granted | Linked case: BRO-2026-00001, now at: Intake                  | Transit licence    |
      | fr       | Sur quel navire | Qui garde les caisses  | peut être renvoyée sans suite  | Le délai légal est suspendu      | Transit Accordé | Dossier lié : BRO-2026-00001 ; état d’avancement : Réception | Licence de transit |
