Feature: A prohibition under Article 6
  Foreign affairs answers one of the three questions with yes, interior confirms it: the authority refuses, and no
  vote could grant.

  Scenario Outline: Mortar ammunition under an embargo, told in <language>
    Given the clerk takes the application "4-prohibited" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML3.a,art3"
    And foreign affairs answers yes to Article 6.1: "The destination is under an embargo."
    When the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When interior confirms the prohibition: "The embargo list names the destination."
    And the decision is proposed, and signed by the chair and a member
    And the applicant is told
    And the licensing officer tries to issue a licence
    Then it is refused, in English "grants nothing", in French "n’accorde rien"
    And there is no licence
    And the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<gate>"
    And the case, shown in <language>, says "<item>"
    And the decision log in <language> says "<refused> ×1"

    Examples:
      | language | stage   | gate                   | item            | refused |
      | en       | Refused | Prohibition confirmed  | Item 1: Refuse  | Refuse  |
      | fr       | Refusé  | Interdiction confirmée | Poste 1 : Refus | Refus   |
