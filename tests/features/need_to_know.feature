Feature: Need to know
  What a person may not read never shows.

  Scenario: A wrong passphrase says one thing
    When someone types a wrong passphrase
    Then the program says the same one thing, whoever they claimed to be

  Scenario Outline: The administrator sees no case
    Given the clerk takes the application "1-grant-with-conditions" in
    When the administrator asks to <what>
    Then it is refused, in English "<english>", in French "<french>"
    And nothing of the case is told

    Examples:
      | what                      | english                                    | french                     |
      | see the case              | The administrator has no access to cases   | L’administrateur           |
      | list the cases            | The administrator has no access to cases   | L’administrateur           |
      | read the acts of the case | The administrator has no access to cases   | L’administrateur           |
      | see the licence           | The administrator has no access to cases   | L’administrateur           |
      | complete the intake       | The administrator has no access to cases   | L’administrateur           |
      | export the journal        | does not give the right                    | ne donne pas le droit      |

  Scenario: An auditor takes headers away, and bodies only with a second person
    Given the clerk takes the application "1-grant-with-conditions" in
    When the auditor exports the journal
    Then the export verifies, and the bodies of the case are withheld
    When the auditor proposes a mandate for all cases
    And the auditor exports under this mandate
    Then it is refused, in English "is not confirmed yet", in French "n’est pas encore confirmé"
    And no export is left behind
    When a second person confirms the mandate
    And the auditor exports under this mandate
    Then the export verifies, with the bodies of the case

  Scenario: A mandate for one case opens no other, and leaves out what it names
    Given the clerk takes the application "2-partial-grant" in
    And the clerk takes the application "1-grant-with-conditions" in
    When the auditor proposes a mandate for this case that withholds the "source"
    And a second person confirms the mandate
    And the auditor exports under this mandate
    Then the export verifies, and only the bodies of this case are shown, without the "source"

  Scenario: A mandate ends
    Given the clerk takes the application "1-grant-with-conditions" in
    When the auditor proposes a mandate for all cases
    And a second person confirms the mandate
    And its last day passes
    And the auditor exports under this mandate
    Then it is refused, in English "The mandate was good until", in French "Le mandat était valable jusqu’au"
    And no export is left behind

  Scenario: The same register taken in twice adds nothing
    When the clerk takes the same register in twice
    Then the first time 2 applications are taken in, the second time none
