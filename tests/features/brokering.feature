Feature: Ad hoc consultation on a brokered sale
  The licensing secretariat decides after asking whom it needs. An invited expert reads this one case, for a few days,
  and counts for nothing.

  Scenario Outline: Rifles sold from one foreign country to another, told in <language>
    Given the clerk takes the application "1-grant-with-conditions" in
    And it is the first movement of the transfer
    And the clerk takes the application "10-brokering" in, under the procedure "ad-hoc-consultation"
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML1.a,2_1,h"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    Then the case is held by licensing
    When the licensing officer consults intelligence: "Is anything known of this broker?"
    And the licensing officer tries to conclude the consultation
    Then it is refused, in English "without an answer: intelligence", in French "intelligence"
    When the expert tries to read the case
    Then it is refused, in English "only single cases", in French "invitation"
    When the licensing officer invites the expert of defence until the day after tomorrow: "Of a military pattern?"
    Then the expert reads the case, and no other
    When the expert advises: "A police pattern."
    And intelligence answers the consultation, to agree: "Known and reliable."
    And the licensing officer concludes the consultation: "No objection."
    And 3 working days pass
    And the expert tries to read the case
    Then it is refused, in English "only single cases", in French "invitation"
    And the case is held by licensing
    And the step decision is open
    When the decision of licensing is proposed: 1=grant
    And licensing's head signs the decision
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<question>"
    And the case, shown in <language>, says "<answer>"
    And the case, shown in <language>, says "<advice>"
    And on paper in <language>, the licence says "<title>"
    And on paper in <language>, the licence says "Lindqvist Mercantile Ltd"
    And on paper in <language>, the licence does not say "police pattern"

    Examples:
      | language | stage             | question                                                 | answer                                                | advice                    | title               |
      | en       | Brokering Granted | licensing asks intelligence by                           | Answer of intelligence: Agree. Known and reliable.    | Advice: A police pattern. | Brokering licence   |
      | fr       | Courtage Accordé  | licensing consulte intelligence, réponse au plus tard le | Réponse de intelligence : Accord. Known and reliable. | A police pattern.         | Licence de courtage |
