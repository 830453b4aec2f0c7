Feature: Why something is due when it is
  Every limit is explained: from which act it counts, how many working days, what was passed over, what stopped it, and
  on which calendar. Two persons change a calendar; what was done before keeps its limit.

  Scenario Outline: An official asks why the classification is due on that day, in <language>
    Given the clerk takes the application "6-deferred" in
    When the clerk completes the intake
    Then asked in <language> why classification is due, the program says "<due>"
    And asked in <language> why classification is due, the program says "<from>"
    And asked in <language> why classification is due, the program says "<weekend>"
    And asked in <language> why classification is due, the program says "<calendar>"

    Examples:
      | language | due                                                                   | from                                                              | weekend                                    | calendar                                          |
      | en       | Step “Classification”, held by Licensing Secretariat: due 13 Oct 2026 | It counts from 6 Oct 2026: the step “Intake” was ended by lic-02  | Days off of the week passed over: 2.       | Counted on the calendar of Licensing Secretariat  |
      | fr       | confiée à Secrétariat des licences : échéance le 13 oct. 2026         | Il court à partir du 6 oct. 2026 : l’étape « Réception »          | Jours de repos hebdomadaire non comptés : 2. | Compté selon le calendrier de Secrétariat des licences |

  Scenario: A strike moves what is open and nothing that was done
    Given the clerk takes the application "6-deferred" in
    And the clerk completes the intake
    When the administrator proposes 2026-10-08 as a holiday of licensing, called "Strike"
    And foreign affairs's head confirms the calendar
    Then asked in en why classification is due, the program says "due 14 Oct 2026"
    And asked in en why classification is due, the program says "Public holiday passed over: 8 Oct 2026, Strike."
    And asked in fr why classification is due, the program says "Jour férié non compté : 8 oct. 2026, Strike."
    And asked in en why intake is due, the program says "due 13 Oct 2026"
    And the calendars, shown in en, say "Calendar of Licensing Secretariat"
    And the calendars, shown in fr, say "Calendrier de Secrétariat des licences"

  Scenario: Nobody changes a calendar alone
    When licensing's head proposes 2026-10-08 as a holiday of licensing, called "Strike"
    And licensing's head tries to confirm the calendar
    Then it is refused, in English "A second person is needed here", in French "seconde personne"

  Scenario: A letter to the applicant stops the clock, and says from when to when
    Given the clerk takes the application "6-deferred" in
    And the clerk completes the intake
    And the licensing officer classifies the goods as "1=ML10.d,none"
    When foreign affairs asks the applicant: "What becomes of the old engines?", in French "Que deviennent-ils ?"
    And the licensing officer sends the questions in one letter
    Then asked in en why treaty is due, the program says "no last day while its clock stands still"
    And asked in fr why treaty is due, the program says "La lettre 1 suspend le délai depuis le 6 oct. 2026"
    When 3 working days pass
    And the applicant answers: "They are scrapped."
    Then asked in en why treaty is due, the program says "Letter 1 stopped the clock from 6 Oct 2026 to 9 Oct 2026"
    And asked in en why treaty is due, the program says "working days that do not count for that: 3."
    And asked in en why treaty is due, the program says "due 23 Oct 2026"

  Scenario: What is signed after the cut-off hour counts as of the next day
    Given the clerk takes the application "6-deferred" in
    When the administrator proposes the cut-off hour 08:00 for licensing
    And foreign affairs's head confirms the calendar
    And the clerk completes the intake
    Then asked in en why classification is due, the program says "not before the cut-off hour of 08:00: it counts as of the next day."
    And asked in en why classification is due, the program says "due 14 Oct 2026"
    And the calendars, shown in fr, say "Ce qui est signé à 08:00 (UTC +00:00) ou plus tard compte à partir du lendemain."

  Scenario: An urgent case leaves less of each limit that is still open
    Given the clerk takes the application "6-deferred" in
    And the clerk completes the intake
    When the chair declares the case urgent: "An aircraft is grounded abroad."
    Then asked in en why classification is due, the program says "the case was declared urgent by lic-05"
    And asked in en why classification is due, the program says "without that, the working days would be 5, and the last day 13 Oct 2026."
    And asked in fr why classification is due, the program says "Le dossier est urgent : sans cela, il y aurait 5 jours ouvrés, jusqu’au 13 oct. 2026."
    And asked in en why intake is due, the program says "due 13 Oct 2026"
