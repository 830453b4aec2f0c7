Feature: A deferral
  One seat needs information. The question is put off to a named day; there is neither a grant nor a refusal, and the
  committee keeps the case.

  Scenario Outline: Helicopter engines, told in <language>
    Given the clerk takes the application "6-deferred" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML10.d,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree
    And the opinion of defence is to agree
    And a second person of defence countersigns
    And the opinion of customs is to agree
    And the licensing officer consolidates: "All agree."
    When the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall the export be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to agree
    And interior votes to need information: "What becomes of the old engines?"
    And the chair defers the question for 20 working days: "The applicant is to say."
    And the chair tries to certify the result
    Then it is refused, in English "No question is open", in French "Aucune question n’est en cours"
    When the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When the session is closed
    Then the case is held by committee
    And the step decision is waiting
    And there is no licence
    And the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<question>"
    And the case, shown in <language>, says "<interior>"
    And on paper in <language>, the minutes say "<until>"

    Examples:
      | language | stage                  | question              | interior                                       | until                        |
      | en       | Export Committee       | Deferred. Agree 3     | interior: Needs information. What becomes      | Taken up again on 5 Nov 2026 |
      | fr       | Exportation Commission | Ajournement. Accord 3 | interior : Demande d’information. What becomes | Reprise le 5 nov. 2026       |
