Feature: What the rules hold fast
  Nothing official happens without the rule that allows it.

  Scenario: A condition cannot be dropped without its owner
    Given the clerk takes the application "1-grant-with-conditions" in
    And customs asks for the condition "All leaves through Port Valmar.", in French "Tout part de Port Valmar."
    When licensing drops condition 1: "The route is fixed already."
    Then condition 1 still stands
    When defence tries to release the change of condition 1
    Then it is refused, in English "belongs to customs", in French "appartient à customs"
    And condition 1 still stands
    When customs releases the change of condition 1
    Then condition 1 is dropped

  Scenario: A position no longer counts once the dossier has changed
    Given the clerk takes the application "1-grant-with-conditions" in
    And every agency agreed on the protective vests
    When the applicant's end use is corrected to "Equipment of the coast guard."
    Then the opinion of customs does not count any more
    And the case, shown in en, says "Opinion of customs: Agree (does not count now)"
    And the case, shown in fr, says "Avis de customs : Accord (actuellement sans effet)"
    When the opinion of customs is to agree: "The end use changes nothing."
    Then the opinion of customs counts

  Scenario: A committee without its quorum cannot open
    Given the clerk takes the application "1-grant-with-conditions" in
    And every agency agreed on the protective vests
    And the committee is convened, and foreign affairs and economy come
    When the chair tries to open the session
    Then it is refused, in English "The quorum is not met: voting seats taken 1, required 3", in French "quorum"

  Scenario: A mandatory seat must be taken
    Given the clerk takes the application "1-grant-with-conditions" in
    And every agency agreed on the protective vests
    And the committee is convened, and foreign affairs, customs and interior come
    When the chair tries to open the session
    Then it is refused, in English "The seat of defence must be taken", in French "defence"

  Scenario: A vote on a question that has grown stale is refused
    Given the clerk takes the application "1-grant-with-conditions" in
    And every agency agreed on the protective vests
    And the committee meets with foreign affairs, defence and customs present
    And the question "Shall all items be authorised?" is put: 1=grant; 2=grant; 3=grant
    And foreign affairs votes to agree
    When customs asks for the condition "All leaves through Port Valmar.", in French "Tout part de Port Valmar."
    And defence tries to vote on the question
    Then it is refused, in English "no position on it counts", in French "ne compte"
    And no position stands that counts

  Scenario: Without consensus there is neither grant nor refusal
    Given the clerk takes the application "1-grant-with-conditions" in
    And every agency agreed on the protective vests
    And the committee meets with foreign affairs, defence and customs present
    And the question "Shall all items be refused?" is put: 1=refuse: risk; 2=refuse: risk; 3=refuse: risk
    And foreign affairs votes to agree: "There is a risk after all."
    And defence votes to object: "There is no risk."
    And customs votes to agree: "There is a risk after all."
    When the chair certifies and the secretary attests the result
    Then the result is "no consensus"
    When the secretary tries to propose a decision
    Then it is refused, in English "is not open", in French "n’est pas ouverte"
    And there is no licence
