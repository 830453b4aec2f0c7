Feature: Lists A and B, and the minutes
  Cases on which all agencies agree stand on list A. A member reviews the list and signs once; each file still gets an act
  of its own. Any seat may move a case to list B without giving reasons. Minutes are corrected by acts and adopted by the
  next session.

  Background:
    Given the uncontested cases "Road posts" and "River posts" stand on the agenda of a session
    And the secretary puts the questions of list A

  Scenario: One signature, one act for each file
    When foreign affairs, defence, customs and interior each sign the list once
    And the chair certifies and the secretary attests the whole list
    Then the case "Road posts" has a consensus of 4 seats
    And the case "River posts" has a consensus of 4 seats
    And the minutes, shown in en, say "Question"
    And the minutes, shown in fr, say "Liste A, à adopter en bloc"

  Scenario: A seat moves a case to list B
    When foreign affairs, defence and customs each sign the list once
    And interior moves the case "River posts" to list B
    Then no position stands on the case "River posts"
    And the list of interior, shown in en, says "List B, for discussion"
    And the list of interior, shown in fr, says "Liste B, à débattre"
    When customs tries to sign the list as it was shown before
    Then it is refused, in English "The list is not the one that was shown", in French "La liste n’est pas celle qui a été montrée"

  Scenario: What is new is not signed unread
    When the list of defence is signed without naming the files that have news
    Then it is refused, in English "These files have news since your agency’s opinion", in French "Ces dossiers comportent des éléments nouveaux"
    And the list of defence, shown in en, says "New: opinion, customs"
    And the list of defence, shown in fr, says "Nouveau : avis, customs"

  Scenario: Minutes are corrected, then adopted by the next session
    When foreign affairs, defence, customs and interior each sign the list once
    And the chair certifies and the secretary attests the whole list
    And the session is closed
    And the secretary corrects the minutes: "Two files.", in French "Deux dossiers."
    And customs annexes the statement "Item 1 excludes spares.", only for defence
    Then on paper in en, the minutes say "Draft: not adopted yet"
    And on paper in fr, the minutes say "Deux dossiers."
    And the copy of interior does not hold "Item 1 excludes spares."
    When the next session adopts the minutes
    Then on paper in en, the minutes say "Adopted by session"
    And on paper in fr, the minutes say "Adopté par la séance"
    When the secretary tries to correct the minutes
    Then it is refused, in English "The minutes of this session are adopted", in French "Le procès-verbal de cette séance est adopté"
