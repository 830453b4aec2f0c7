Feature: A plain refusal
  Consensus is needed to refuse as it is to grant: the committee agrees that the goods would be diverted.

  Scenario Outline: Thermal binoculars for a private company, told in <language>
    Given the clerk takes the application "5-refused" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML15.d,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to object: "The company has supplied armed groups."
    And the opinion of defence is to object: "More than depot guards need."
    And a second person of defence countersigns
    And the opinion of customs is to agree
    And the licensing officer consolidates: "Two agencies object."
    When the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall the export be refused?" is put: 1=refuse: risk of diversion
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to object: "The route alone is no reason."
    And interior votes to agree
    And the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When customs changes its vote to agree with a reservation: "The route alone was no reason."
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    And the case is held by committee
    When the decision is proposed, and signed by the chair and a member
    And the applicant is told
    Then nobody holds the case any more
    And the step issue is skipped
    When the licensing officer tries to issue a licence
    Then it is refused, in English "grants nothing", in French "n’accorde rien"
    And the case, shown in <language>, says "<stage>"
    And on paper in <language>, the refusal notice says "<title>"
    And on paper in <language>, the refusal notice says "Thermal imaging binoculars"
    And on paper in <language>, the refusal notice does not say "Depot guards"
    And the decision log in <language> says "<refused> ×1"

    Examples:
      | language | stage              | title                 | refused |
      | en       | Export Refused     | Notice of refusal     | Refuse  |
      | fr       | Exportation Refusé | Notification de refus | Refus   |
