"""What the rules refuse about mandates to export bodies of acts."""

from app.marks import N_

SENTENCES: dict[str, str] = {
    "mandate.cases": N_(
        "A mandate names its cases each once and in order, or all of them alone; “{cases}” is neither. Name them anew "
        "with --case, or all with --all."
    ),
    "mandate.until": N_(
        "The last day of this mandate, “{until}”, must lie between {first} and {last}. Name another with --until."
    ),
    "mandate.field": N_(
        "No act on cases or sessions has a field “{field}”, so that it cannot be withheld. Name a field as an act "
        "names it, for example “annex”."
    ),
    "mandate.field-order": N_(
        "A mandate names the fields it withholds each once and in order; “{fields}” is not. Name them anew."
    ),
    "mandate.expired": N_("The mandate was good until {until}. Propose a new one with “placet mandate grant”."),
    "mandate.not-confirmed": N_(
        "The mandate {mandate} is not confirmed yet. An agency head or chair confirms it with “placet mandate grant "
        "confirm”."
    ),
    "mandate.other-auditor": N_(
        "The mandate {mandate} was proposed by another auditor, who alone may use it. Propose one of your own."
    ),
}
