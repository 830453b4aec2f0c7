Feature: What is repaired, disputed or handed up leaves two signatures and a reason
  Elsewhere a developer repairs a case by hand in the database. Here every repair is an act: one person proposes it with
  a reason, another puts it into effect, both see beforehand what changes, and nothing is deleted.

  Scenario Outline: A vote in the wrong capacity is voided, told in <language>
    Given the protective vests are before the committee, and the question is put
    And every seat votes to agree
    When the chair certifies and the secretary attests the result
    And the secretary looks at voiding the vote of customs: "A substitute out of turn."
    Then what would change, told in <language>, says "<falls>"
    And nothing has been signed
    When the secretary proposes it
    And foreign affairs's member tries to confirm it
    Then it is refused, in English "The role “Member”", in French "Membre"
    When licensing's chair confirms it
    Then the case is held by committee
    And the case, shown in <language>, says "<void>"
    And the history of the case, told in <language>, says "<why>"

    Examples:
      | language | falls                         | void                 | why                                                  |
      | en       | The committee's result falls  | void: wrong capacity | Does not count: it was taken in the wrong capacity   |
      | fr       | Le résultat de la commission  | sans qualité         | elle a été prise sans qualité        |

  Scenario Outline: A clerical error in a signed decision is corrected, told in <language>
    Given the protective vests are before the committee, and the question is put
    And every seat votes to agree
    When the chair certifies and the secretary attests the result
    And the decision is proposed, and signed by the chair and a member
    And the secretary looks at correcting "file" to "dossier" in the decision: "The term of the law."
    And the secretary proposes it
    And the secretary tries to confirm it
    Then it is refused, in English "The role “Secretary”", in French "Secrétaire"
    When licensing's chair confirms it
    Then the decisions, shown in <language>, say "<corrected>"
    And the corrigendum in <language> says "<stays>"

    Examples:
      | language | corrected                   | stays                                              |
      | en       | “file” became “dossier”     | What was decided, its conditions and its           |
      | fr       | est devenu         | Ce qui a été décidé, les conditions et les délais  |

  Scenario Outline: Two agencies want the same step, told in <language>
    Given the clerk takes the application "1-grant-with-conditions" in
    And the clerk completes the intake
    When defence's head claims the classification: "The laboratory is ours."
    Then the case, shown in <language>, says "<disputed>"
    When the licensing officer tries to classify the goods as "1=ML13.d,none 2=ML13.c,none 3=ML5.b,art4"
    Then it is refused, in English "waits for a ruling", in French "attend que le conflit soit tranché"
    When customs's head tries to rule that the classification is for defence
    Then it is refused, in English "Only a head of foreign-affairs", in French "Seul un chef d’administration (foreign-affairs)"
    When foreign affairs's head rules that the classification is for defence: "The order of May."
    Then the case is held by defence
    And the case, shown in <language>, says "<ruled>"

    Examples:
      | language | disputed                            | ruled                                     |
      | en       | Open (disputed: waits for a ruling) | defence is competent for what licensing   |
      | fr       | compétence disputée                 | defence est compétente pour ce que        |

  Scenario Outline: The higher authority gives a case back, then decides on paper, told in <language>
    Given interior has objected to the laying computers three times
    When the chair hands the case up: "Three questions without consensus."
    Then the dossier for the higher authority in <language> says "<asked>"
    And the dossier for the higher authority in <language> says "<lift>"
    When foreign affairs's head gives the case back: "Hear customs again.", in French "Entendre de nouveau la douane."
    Then the case is held by committee
    And the case, shown in <language>, says "<instructions>"
    When the chair tries to hand the case up
    Then it is refused, in English "or name the used-up deferrals", in French "l’épuisement des ajournements"
    When interior objects three times more
    And the chair hands the case up: "Still no consensus."
    And the secretary records the paper on which the Minister decided: 1=reduced-grant,quantity=6,value=402000
    And foreign affairs's head tries to sign the decision
    Then it is refused, in English "committee's chair", in French "présid"
    When licensing's chair signs the decision
    Then the case, shown in <language>, says "<paper>"
    And the scan of the paper is recognised, and no other file

    Examples:
      | language | asked                               | lift                        | instructions                                        | paper                                |
      | en       | To decide this case in its own name | What would lift it          | with instructions: Hear customs again.              | Taken on paper of                    |
      | fr       | Trancher ce dossier en son nom      | Ce qui permettrait de la lever          | instructions : Entendre de nouveau la douane.       | Prise sur papier du                  |

  Scenario Outline: The same application, filed twice, ends as one case, told in <language>
    Given the clerk takes the application "1-grant-with-conditions" in
    And the clerk takes the application "9-amended" in, as a duplicate
    When the clerk looks at merging the two: "The applicant sent it twice."
    And the clerk proposes it
    And foreign affairs's head confirms it
    Then the case, shown in <language>, says "<gone>"
    And the earlier case, shown in <language>, says "<link>"

    Examples:
      | language | gone                        | link                          |
      | en       | Goes on in case EXP         | now at: Merged as a duplicate |
      | fr       | Se poursuit dans le dossier | Fusionné comme doublon        |
