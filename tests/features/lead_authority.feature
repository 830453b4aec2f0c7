Feature: A lead authority with a duty to consult
  Foreign affairs decides alone, but only when each mandatory opinion is in, waived with a reason, or deemed no
  objection because its time has passed and the law says so.

  Scenario Outline: Mine-clearing vehicles, told in <language>
    Given the clerk takes the application "8-lead-authority" in, under the procedure "lead-authority"
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML4.b,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    Then the case is held by customs, defence and interior
    When the licensing officer tries to propose the decision of foreign affairs: 1=grant
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When defence asks for the condition "No weapon mount.", in French "Aucun support d’arme."
    And the opinion of defence is to agree with conditions: "A mount could be fitted."
    Then the case is held by customs, defence and interior
    When a second person of defence countersigns
    Then the case is held by customs and interior
    When defence's head tries to waive the opinion of interior
    Then it is refused, in English "foreign-affairs", in French "foreign-affairs"
    When foreign affairs's head waives the opinion of interior: "Nothing enters the territory."
    Then the case is held by customs
    When the licensing officer tries to record that the time of customs has passed
    Then it is refused, in English "has not passed", in French "n’a pas expiré"
    When 11 working days pass
    Then the case is held by customs
    When the licensing officer records that the time of customs has passed
    And the licensing officer consolidates: "One opinion, one waived, one deemed."
    Then the case is held by foreign affairs
    When the decision of foreign affairs is proposed: 1=grant
    And licensing's head tries to sign the decision
    Then it is refused, in English "signed for “foreign-affairs”", in French "foreign-affairs"
    When foreign affairs's head signs the decision
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<waived>"
    And the case, shown in <language>, says "<silent>"
    And the case, shown in <language>, says "<reason>"
    And the licence, shown in <language>, says "<condition>"

    Examples:
      | language | stage               | waived                      | silent                                     | reason                                                        | condition             |
      | en       | Export Granted      | Completed (waived)          | Completed (no objection, by silence)       | foreign-affairs waived step interior on                       | No weapon mount.      |
      | fr       | Exportation Accordé | Achevée (dispense accordée) | Achevée (absence d’objection, par silence) | Dispense de l’étape interior, accordée par foreign-affairs le | Aucun support d’arme. |
