Feature: Urgent cases and the life of licences
  An urgent case cannot wait for the full committee. Fewer seats decide it, and the next session ratifies what they
  decided. Where it does not, the licence is suspended at once, without anybody having to act.

  Scenario Outline: An urgent decision is ratified, told in <language>
    Given two ministries decided on the vests under the urgent procedure, and the licence is issued
    Then the licence is valid
    And the urgent case, shown in <language>, says "<urgent>"
    And the urgent case, shown in <language>, says "<due>"
    And the printed licence in <language> says "<clause>"
    And the printed decision record in <language> says "<due>"
    When the chair tries to declare the case urgent
    Then it is refused, in English "declared urgent already", in French "déjà déclaré urgent"
    When the full committee meets for the ratification
    Then the printed agenda in <language> says "<agenda>"
    When the question of ratification is put
    And every ministry agrees
    Then the result is "consensus"
    And the licence is valid
    And the urgent case, shown in <language>, says "<ratified>"

    Examples:
      | language | urgent                      | due                                      | clause                                | agenda                                               | ratified                       |
      | en       | URGENT: declared by lic-05  | the decision is subject to ratification  | This licence is subject to ratification | Ratification of a decision taken under the urgent   | the decision was ratified on   |
      | fr       | URGENT : déclaré par lic-05 | la décision est soumise à ratification   | La présente licence est soumise à la ratification | Ratification d’une décision prise selon la procédure d’urgence | la décision a été ratifiée le |

  Scenario Outline: A ratification that is refused suspends the licence at once, told in <language>
    Given two ministries decided on the vests under the urgent procedure, and the licence is issued
    When the committee is convened on another case
    Then the agenda names the urgent case too
    When the secretary tries to leave the urgent case off the agenda
    Then it is refused, in English "cannot be left off the agenda", in French "ne peuvent être omis de l’ordre du jour"
    When the full committee meets for the ratification
    And the question of ratification is put
    And every ministry agrees but interior, which objects: "The posts are quiet."
    Then the licence is suspended
    And the licences, shown in <language>, say "<refused>"
    And the printed notice of suspension in <language> says "<notice>"
    When foreign affairs's head tries to reinstate the licence
    Then it is refused, in English "was not ratified", in French "n’a pas été ratifiée"
    When the full committee meets again
    Then the printed agenda in <language> says "<agenda>"
    When the question of revocation is put
    And every ministry agrees
    And the licensing officer revokes the licence as the committee agreed
    Then the licence is revoked
    And the printed notice of revocation in <language> says "<revoked>"

    Examples:
      | language | refused                            | notice                                            | agenda                              | revoked                      |
      | en       | Ratification refused               | The decision that it rests on was not ratified.   | Revocation of a suspended licence   | is revoked from              |
      | fr       | Ratification refusée               | La décision sur laquelle elle repose n’a pas été ratifiée. | Retrait d’une licence suspendue | est retirée à compter du |

  Scenario: Nobody ratifies in time, and the committee makes up for it
    Given two ministries decided on the vests under the urgent procedure, and the licence is issued
    When the secretary tries to record that nobody ratified in time
    Then it is refused, in English "may still be ratified until", in French "peut encore être ratifiée jusqu’au"
    When 25 working days pass
    And the secretary records that nobody ratified in time
    Then the licence is suspended
    And the licences, shown in en, say "Ratification not given in time"
    And the licences, shown in fr, say "Ratification non intervenue dans le délai"
    When the full committee meets again
    And the question of ratification is put
    And every ministry agrees
    Then the licence is suspended
    When foreign affairs's head reinstates the licence: "The committee has ratified after all."
    Then the licence is valid

  Scenario: New evidence suspends a licence until another person reinstates it
    Given two ministries decided on the vests under the urgent procedure, and the licence is issued
    When the licensing officer suspends the licence over new evidence: "A convoy was seen elsewhere."
    Then the licence is suspended
    And the printed notice of suspension in en says "A convoy was seen elsewhere."
    And the printed notice of suspension in fr says "Éléments défavorables"
    When defence's head reinstates the licence: "The convoy was another one."
    Then the licence is valid

  Scenario: An embargo suspends all live licences to a destination in one act
    Given two ministries decided on the vests under the urgent procedure, and the licence is issued
    And another licence for the same vests, in the ordinary way
    When the chair tries to suspend all live licences to "XQ" in one act
    Then it is refused, in English "No live licence meets", in French "Aucune licence en cours ne répond"
    When the chair suspends all live licences to "XB" in one act: "An embargo was imposed."
    Then every licence is suspended
    And the printed list in en says "Exactly the licences of this list are suspended"
    And the printed list in fr says "Seules les licences de cette liste sont suspendues"
    When another licence for the same vests is issued in the ordinary way
    Then the licence is valid
    When the chair tries to reinstate the licences of that act
    Then it is refused, in English "A second person is needed", in French "Une seconde personne est requise"
    When foreign affairs's head reinstates the licences of that act: "The embargo was lifted."
    Then every licence is valid
