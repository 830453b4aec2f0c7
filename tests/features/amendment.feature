Feature: An amendment that voids votes
  The applicant asks for twelve ambulances when everybody has voted on eight. No position counts any more until its
  author has seen what changed.

  Scenario Outline: Armoured ambulances, told in <language>
    Given the clerk takes the application "9-amended" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML6.b,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    And the opinion of foreign affairs is to agree: "Medical equipment."
    And the opinion of defence is to agree
    And a second person of defence countersigns
    And the opinion of customs is to agree: "One consignment."
    And the licensing officer consolidates: "All agree on eight."
    And the committee meets with foreign affairs, defence and customs present
    And the question "Shall eight be authorised?" is put: 1=grant
    And foreign affairs votes to agree
    And defence votes to agree
    And customs votes to agree
    When the applicant asks for 12 instead
    Then no vote on the question counts
    And the opinion of foreign affairs does not count any more
    And the opinion of defence does not count any more
    And the opinion of customs does not count any more
    And the case is held by licensing
    And the case, shown in <language>, says "<not now>"
    And the history of the case, told in <language>, says "<change>"
    And the history of the case, told in <language>, says "<stopped>"
    When the chair tries to certify the result
    Then it is refused, in English "no position on it counts", in French "ne compte"
    When the chair defers the question: "The application was changed."
    And the session is closed
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML6.b,none"
    And foreign affairs finds no prohibition under Article 6
    And foreign affairs completes the treaty questions
    Then the case is held by customs, defence and foreign affairs
    When foreign affairs reaffirms its opinion
    Then what it saw before signing says "quantity 8 → 12"
    And the opinion of foreign affairs counts
    When defence reaffirms its opinion
    And the opinion of customs is to agree: "Two consignments."
    And the licensing officer consolidates: "All agree on twelve."
    And the committee meets with foreign affairs, defence and customs present
    And the question "Shall twelve be authorised?" is put: 1=grant
    And the chair tries to certify the result
    Then it is refused, in English "foreign-affairs, defence, customs", in French "foreign-affairs, defence, customs"
    When foreign affairs reaffirms its vote
    Then what it saw before signing says "quantity 8 → 12"
    When defence reaffirms its vote
    And customs votes to agree
    And the chair certifies and the secretary attests the result
    Then the result is "consensus"
    When the decision is proposed, and signed by the chair and a member
    And the licensing officer issues the licence
    And the applicant is told
    Then the case, shown in <language>, says "<stage>"
    And on paper in <language>, the licence says "12 pieces"
    And on paper in <language>, the licence does not say "8 pieces"

    Examples:
      | language | not now                                            | change                     | stopped                                                                  | stage               |
      | en       | Opinion of defence: Agree (does not count now)     | Line 1, quantity: 8 → 12   | Does not count: the question no longer fits the dossier                  | Export Granted      |
      | fr       | Avis de defence : Accord (actuellement sans effet) | Ligne 1, quantité : 8 → 12 | Cette position ne compte pas : la question ne correspond plus au dossier | Exportation Accordé |
