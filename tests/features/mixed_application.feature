Feature: A mixed application under two authorities
  Defence decides on the vehicles, the interior on the rifles and their ammunition. Neither closes without showing where
  the other stands, and each paper lists only its own items.

  Scenario Outline: Vehicles, rifles and cartridges, told in <language>
    Given the clerk takes the application "12-mixed" in, under the procedure "split-by-category"
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML6.a,2_1,b 2=ML1.a,2_1,h 3=ML3.a,art3"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs finds no overriding risk under Article 7
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree
    And the opinion of customs is to agree
    And the opinion of intelligence is to agree
    And the licensing officer consolidates: "No common view on items 2 and 3."
    Then the case is held by defence and interior
    When the licensing officer tries to propose the decision of economy: 1=grant
    Then it is refused, in English "defence, interior", in French "defence, interior"
    When the decision of defence is proposed: 1=grant
    And interior's head tries to sign the decision
    Then it is refused, in English "signed for “defence”", in French "defence"
    When defence's head signs the decision
    Then the case is held by interior
    And the case, shown in <language>, says "<decided>"
    And the case, shown in <language>, says "<open>"
    When the licensing officer tries to issue a licence
    Then it is refused, in English "<not yet>", in French "<pas encore>"
    When the decision of interior is proposed: 2=refuse: diversion; 3=refuse: diversion
    And interior's head signs the decision
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And the case, shown in <language>, says "<refused>"
    And on paper in <language>, the licence says "Wheeled armoured"
    And on paper in <language>, the licence does not say "Assault rifles"
    And on paper in <language>, the refusal notice says "Assault rifles"
    And on paper in <language>, the refusal notice says "Cartridges"
    And on paper in <language>, the refusal notice does not say "Wheeled armoured"
    And on paper in <language>, the decision record says "<record>"

    Examples:
      | language | decided                         | open                                   | not yet         | pas encore          | stage                         | refused                             | record                   |
      | en       | defence decides item 1: Granted | interior decides item 2, 3: Waiting    | not decided yet | encore sans décision | Export Granted in part        | interior decides item 2, 3: Refused | Ministry of the Interior |
      | fr       | (1) : Accordé                   | En charge : interior                   | not decided yet | encore sans décision | Exportation Accordé en partie | (2, 3) : Refusé                     | Ministère de l’Intérieur |
