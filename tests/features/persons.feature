Feature: Who sits, who steps out, and what stands beside the opinions
  One seat has one voice, whoever sits on it. What is written informally counts for nothing until it is in the dossier.

  Background:
    Given the clerk takes the application "2-partial-grant" in
    And the case is ready for the committee

  Scenario Outline: The titular comes after the substitute has voted, told in <language>
    Given defence names its titular and a substitute
    And the committee is convened, and foreign affairs, customs and interior come
    And the substitute of defence takes the seat
    And the chair opens the session
    And the question "Shall items 1 and 2 be authorised?" is put: 1=grant; 2=grant
    When the substitute of defence votes to agree
    And the titular of defence takes the seat over
    And defence tries to vote on the question
    Then it is refused, in English "has taken a position", in French "a déjà pris position"
    When defence changes its vote to abstain
    And foreign affairs votes to agree
    And customs votes to agree
    And interior votes to agree
    And the chair certifies and the secretary attests the result
    Then the case, shown in <language>, says "<substitute>"
    And the case, shown in <language>, says "<titular>"
    And the session, shown in <language>, says "<sat>"

    Examples:
      | language | substitute                            | titular                         | sat                         |
      | en       | defence: Agree (replaced). By def-02. | defence: Abstain. By def-03.    | def-02 (substitute 1) from  |
      | fr       | defence : Accord (remplacée). Par def-02. | defence : Abstention. Par def-03. | def-02 (suppléant 1), du |

  Scenario Outline: A conflict of interest raised by another and upheld, told in <language>
    Given the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall items 1 and 2 be authorised?" is put: 1=grant; 2=grant
    When customs raises a conflict of interest of the member of defence: "They are cousins."
    And the head of customs tries to rule on it
    Then it is refused, in English "is not of customs", in French "n’appartient pas à customs"
    When the chair upholds the conflict of interest: "So it is."
    And defence tries to vote on the question
    Then it is refused, in English "conflict of interest", in French "conflit d’intérêts"
    And the case, shown in <language>, says "<raised>"
    And the case, shown in <language>, says "<upheld>"

    Examples:
      | language | raised                                                      | upheld                                |
      | en       | cus-01 raised a conflict of interest of def-03 (defence)    | Upheld by lic-05 (licensing)          |
      | fr       | cus-01 a signalé un conflit d’intérêts de def-03 (defence)  | Reconnu par lic-05 (licensing)        |

  Scenario Outline: A note without attribution counts once its author files it, told in <language>
    When customs writes a note without attribution that mentions defence: "The route looks odd."
    Then every opinion counts as before
    And the note waits in the work of defence
    When defence tries to put the note into the dossier
    Then it is refused, in English "Only its author", in French "Seul son auteur"
    When customs puts the note into the dossier
    Then no opinion counts any more
    And the case, shown in <language>, says "<note>"

    Examples:
      | language | note                            |
      | en       | Informal note without attribution |
      | fr       | Note informelle sans attribution  |

  Scenario Outline: Adverse evidence halts an open question, told in <language>
    Given the committee meets with foreign affairs, defence, customs and interior present
    And the question "Shall items 1 and 2 be authorised?" is put: 1=grant; 2=grant
    When customs records adverse evidence: "Diverted in 2024."
    And defence tries to vote on the question
    Then it is refused, in English "dossier", in French "dossier"
    And the case, shown in <language>, says "<evidence>"

    Examples:
      | language | evidence                        |
      | en       | Diverted in 2024. (source: Customs report 12)  |
      | fr       | Diverted in 2024. (source : Customs report 12) |

  Scenario Outline: Every look of an invited expert is kept, told in <language>
    Given the committee is convened, and foreign affairs, defence, customs and interior come
    And an expert is invited to the agenda item
    When the expert reads the case
    And the chair opens the session
    And the session is closed
    And the expert tries to read the case again
    Then it is refused, in English "invited", in French "invité"
    And the case, shown in <language>, says "<opened>"

    Examples:
      | language | opened          |
      | en       | : the whole case |
      | fr       | : tout le dossier |
