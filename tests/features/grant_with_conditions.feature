Feature: A grant with conditions
  Every ministry agrees; defence and customs ask for conditions, which stand on the licence.

  Scenario Outline: Protective vests for the border guard, told in <language>
    Given the clerk takes the application "1-grant-with-conditions" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML13.d,none 2=ML13.c,none 3=ML5.b,art4"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs finds no overriding risk under Article 7
    And foreign affairs completes the treaty questions
    And defence asks for the condition "Delivery is verified.", in French "La livraison est vérifiée."
    And customs asks for the condition "All leaves through Port Valmar.", in French "Tout part de Port Valmar."
    And the opinion of foreign affairs is to agree
    And the opinion of defence is to agree with conditions: "Delivery must be verified."
    And a second person of defence countersigns
    And the opinion of customs is to agree with conditions: "One point of exit."
    And the opinion of intelligence is to agree
    And the licensing officer consolidates: "All agree; two conditions are carried."
    When the committee meets with foreign affairs, defence, customs, interior and economy present
    And the question "Shall items 1 to 3 be authorised under conditions 1 and 2?" is put: 1=grant; 2=grant; 3=grant
    And foreign affairs votes to agree
    And defence votes to agree with condition 1
    And customs votes to agree with condition 2
    And interior votes to agree with a reservation: "Two consignments would be better."
    And economy votes to agree
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    When the decision is proposed, and signed by the chair and a member
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<reservation>"
    And the case, shown in <language>, says "<item>"
    And the licence, shown in <language>, says "<first>"
    And the licence, shown in <language>, says "<second>"
    And the licence, shown in <language>, says "<value>"
    And the decision log in <language> says "<granted> ×3"

    Examples:
      | language | stage               | reservation                 | item             | granted | first                     | second                          | value          |
      | en       | Export Granted      | Agree with reservation. Two | Item 1: Grant    | Grant   | Delivery is verified.     | All leaves through Port Valmar. | EUR 216 000.50 |
      | fr       | Exportation Accordé | Accord avec réserve. Two    | Poste 1 : Octroi | Octroi  | La livraison est vérifiée. | Tout part de Port Valmar.      | 216 000,50 EUR |
