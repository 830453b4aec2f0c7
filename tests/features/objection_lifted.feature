Feature: An objection lifted after a changed question
  Customs objects; a condition of its own is added, the question is put anew, and the objection is lifted.

  Scenario Outline: Radar parts for an air force, told in <language>
    Given the clerk takes the application "3-objection-lifted" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML5.b,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree
    And the opinion of defence is to agree
    And a second person of defence countersigns
    And the opinion of customs is to object: "The consignee's premises have not been visited."
    And the licensing officer consolidates: "Customs objects to the consignee."
    When the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall item 1 be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to object: "The premises have not been visited."
    And interior votes to abstain
    And the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    When the chair defers the question: "Customs will propose a condition."
    And the session is closed
    And customs asks for the condition "Delivery to the base only.", in French "Livraison à la seule base."
    And the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall item 1 be authorised under condition 1?" is put: 1=grant
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to object: "The text is still being compared."
    And interior votes to agree
    And customs changes its vote to agree with condition 1: "Condition 1 meets it."
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    When the decision is proposed, and signed by the chair and a member
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<deferred>"
    And the case, shown in <language>, says "<history>"
    And the case, shown in <language>, says "<lifted>"
    And the licence, shown in <language>, says "<condition>"
    And the decision log in <language> says "<granted> ×1"

    Examples:
      | language | stage   | deferred    | history                         | lifted                            | condition                  | granted |
      | en       | Granted | Deferred    | customs: Object (replaced)      | customs: Agree with conditions.   | Delivery to the base only. | Grant   |
      | fr       | Accordé | Ajournement | customs : Objection (remplacée) | customs : Accord sous conditions. | Livraison à la seule base. | Octroi  |
