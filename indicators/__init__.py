"""What the municipality knows: plans, organisation, indicators, observations and progress.

Norwegian terms and their names in the code: *kommuneplanens samfunnsdel* ``Plan`` (kind
``municipal_plan``), *hovedmål* ``Goal``, *delmål* ``Subgoal``, *strategi* ``Strategy``, *tiltak*
``Action`` (in the action and economy plan, *HØP*) and ``Activity`` (in a unit's annual plan),
*indikator* ``Indicator``, *måltall* ``Target``, *utgangsverdi* ``Baseline``, *måling*
``Observation``, *måleenhet* ``unit_of_measure``, *enhet* ``Unit``, *tjenesteområde*
``ServiceArea``, *årsplan* ``AnnualPlan``, *årsrapport* ``AnnualReport``, *innsending*
``Submission``.
"""
