Feature: A partial grant, item by item
  The rifles are granted in a reduced number, the machine guns refused: each item receives its own outcome.

  Scenario Outline: Rifles and machine guns for a gendarmerie, told in <language>
    Given the clerk takes the application "2-partial-grant" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML1.a,2_1,h 2=ML1.a,2_1,h"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs finds no overriding risk under Article 7
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree but to object to item 2: "Fewer are enough."
    And the opinion of defence is to agree but to object to item 2: "Not for rural posts."
    And a second person of defence countersigns
    And the opinion of customs is to agree
    And the opinion of interior is to agree
    And the licensing officer consolidates: "Agreement on 250 rifles."
    When the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall 250 rifles be authorised and item 2 refused?" is put: 1=reduced-grant,quantity=250,value=387500; 2=refuse: diversion
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to agree: "On item 2 we follow defence."
    And interior votes to abstain
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    When the decision is proposed, and signed by the chair and a member
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<first>"
    And the case, shown in <language>, says "<second>"
    And the licence, shown in <language>, says "250 pieces <value>"
    And the licence does not say "machine guns"
    And the decision log in <language> says "<reduced> ×1, <refused> ×1"

    Examples:
      | language | stage             | first                   | second         | reduced       | refused | value       |
      | en       | Granted in part   | Item 1: Reduced grant   | Item 2: Refuse | Reduced grant | Refuse  | EUR 387 500 |
      | fr       | Accordé en partie | Poste 1 : Octroi réduit | Poste 2 : Refus | Octroi réduit | Refus  | 387 500 EUR |
