"""Which section of the handbook helps with which page: the one table from the name of an address to its section."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "README": ("people:home", "people:totp_qr"),
    "mensen-en-rollen#iemand-uitnodigen": ("people:members", "people:uninvite"),
    "mensen-en-rollen#een-rol-geven-of-weghalen": ("people:member",),
    "mensen-en-rollen#een-coalitie-maken": ("people:coalitions",),
    "mensen-en-rollen#wie-las-wat": ("vertelpunt:reading",),
    "mensen-en-rollen#hoe-het-met-het-programma-gaat": ("people:outbox", "people:upkeep"),
    "sleutels": (
        "people:keys", "people:key_end", "people:webhooks", "people:webhook_end", "people:webhook_test",
        "api:points", "api:question_sets", "api:stories", "api:selections",
        "api:patterns", "api:cards", "api:sessions", "api:session", "api:boards", "api:proposals", "api:proposal",
    ),
    "vertelpunt-maken": ("vertelpunt:coalition",),
    "vertelpunt-maken#in-een-kwartier-van-niets-naar-open": ("vertelpunt:new",),
    "vertelpunt-maken#teksten-en-regels": ("vertelpunt:settings",),
    "vertelpunt-maken#bewaartermijnen": ("vertelpunt:terms",),
    "vertelpunt-maken#openen-pauzeren-en-sluiten": ("vertelpunt:state",),
    "vertelpunt-maken#groepen": ("vertelpunt:audiences", "vertelpunt:move_audience"),
    "vertelpunt-maken#vragen": ("vertelpunt:questions", "vertelpunt:publish", "vertelpunt:question"),
    "vertelpunt-maken#bekijken-en-uitproberen": (
        "vertelpunt:preview", "vertelpunt:preview_first", "vertelpunt:preview_frame", "vertelpunt:trials",
    ),
    "vertelpunt-maken#startpagina": ("vertelpunt:charter", "vertelpunt:charter_edit", "vertelpunt:charter_print"),
    "vertelpunt-maken#verhalen-van-elders": ("vertelpunt:elsewhere", "vertelpunt:remove_elsewhere"),
    "vertelpunt-maken#meedenkers": ("vertelpunt:volunteers",),
    "inlezen": ("vertelpunt:imports", "vertelpunt:import"),
    "lezen-en-vrijgeven": ("vertelpunt:moderation", "vertelpunt:release", "vertelpunt:moderation_list"),
    "lezen-en-vrijgeven#zorgen-om-iemand": ("vertelpunt:worry", "vertelpunt:moderation_rules"),
    "hardop-vertellen#luisteren-en-opschrijven": ("vertelpunt:recording",),
    "samen-vertellen#een-verteltafel": ("vertelpunt:sittings", "vertelpunt:sitting", "vertelpunt:sitting_script"),
    "samen-vertellen#op-papier": ("vertelpunt:paper_forms",),
    "samen-vertellen#vele-handen": ("vertelpunt:hands", "vertelpunt:given"),
    "verspreiden#links-maken": ("vertelpunt:channels", "vertelpunt:channel", "vertelpunt:channel_qr"),
    "verspreiden#het-communicatiepakket": ("vertelpunt:kit", "vertelpunt:kit_item"),
    "verspreiden#streefgetallen": ("vertelpunt:targets",),
    "verspreiden#respons": ("vertelpunt:reach", "patterns:response"),
    "verspreiden#partners": ("vertelpunt:partners", "vertelpunt:partner", "vertelpunt:promised"),
    "verspreiden#wie-vraagt": ("vertelpunt:askers",),
    "patronen-en-kaarten#1-verkennen": (
        "patterns:dashboard", "patterns:selections", "patterns:compare_rest", "patterns:selection", "patterns:story",
        "patterns:question", "patterns:question_figure", "patterns:compare", "patterns:compare_figure",
    ),
    "patronen-en-kaarten#2-patronen-kiezen": (
        "patterns:patterns", "patterns:evaluation_settings", "patterns:matrix", "patterns:mark", "patterns:pattern",
        "patterns:pattern_figure", "api:evaluation",
    ),
    "patronen-en-kaarten#3-een-kaart-beginnen": ("patterns:observation_new", "patterns:observations"),
    "patronen-en-kaarten#4-twee-lezingen": (
        "patterns:observation", "patterns:observation_delete", "patterns:observation_history",
    ),
    "patronen-en-kaarten#5-verhalen-en-citaten": ("patterns:observation_stories", "patterns:observation_quote"),
    "patronen-en-kaarten#6-besproken-en-definitief": ("patterns:observation_numbers",),
    "patronen-en-kaarten#7-een-set-van-twaalf": ("patterns:card_sets", "patterns:card_set"),
    "patronen-en-kaarten#8-printen": (
        "patterns:cards", "patterns:card", "patterns:card_out", "patterns:card_page", "patterns:card_paper",
        "patterns:cards_paper", "patterns:card_set_paper", "patterns:card_set_print", "patterns:story_cards",
        "patterns:story_cards_print", "duiding:card", "duiding:card_print",
    ),
    "sporen-en-kerncijfers#sporen": (
        "patterns:tracks", "patterns:track", "patterns:track_edit", "patterns:track_add", "patterns:track_proposals",
        "patterns:story_tracks",
    ),
    "sporen-en-kerncijfers#kerncijfers": (
        "patterns:key_figures", "patterns:key_figures_print", "patterns:key_figures_edit", "patterns:key_figure",
    ),
    "sporen-en-kerncijfers#coderen": (
        "patterns:codes", "patterns:code", "patterns:code_next", "patterns:code_story", "patterns:code_file",
        "patterns:code_book_file",
    ),
    "meenemen": (
        "patterns:export", "patterns:patterns_file", "patterns:observations_file", "patterns:cards_file",
        "patterns:card_set_file", "duiding:boards_file", "duiding:proposals_file", "patterns:ready",
        "patterns:ready_file",
    ),
    "bijeenkomst-voorbereiden": ("duiding:sessions",),
    "bijeenkomst-voorbereiden#1-de-bijeenkomst": (
        "duiding:session_new", "duiding:session", "duiding:session_edit", "duiding:session_state",
        "duiding:session_qr",
    ),
    "bijeenkomst-voorbereiden#2-het-programma": (
        "duiding:programme", "duiding:programme_begin", "duiding:step_new", "duiding:step_edit", "duiding:step_change",
        "duiding:day_add", "duiding:day_remove",
    ),
    "bijeenkomst-voorbereiden#3-mensen": (
        "duiding:invitees", "duiding:invitee_new", "duiding:invitees_mail", "duiding:invitees_volunteers",
        "duiding:invitees_forget", "duiding:invitee_edit", "duiding:invitee_remove", "duiding:session_calendar",
    ),
    "bijeenkomst-voorbereiden#4-tafels-en-plekken": (
        "duiding:seats", "duiding:seats_propose", "duiding:seat_change", "duiding:themes_divide", "duiding:wish_add",
        "duiding:wish_remove", "duiding:table_new", "duiding:table_edit", "duiding:table_delete", "duiding:material",
        "duiding:material_change",
    ),
    "bijeenkomst-voorbereiden#5-een-lokale-tafel": (
        "duiding:local_ask", "duiding:local_checks", "duiding:local_check",
    ),
    "bijeenkomst-voorbereiden#6-papier": (
        "duiding:packs", "duiding:packs_print", "duiding:pack_print", "duiding:table_cards",
    ),
    "bijeenkomst-leiden": (
        "duiding:lead", "duiding:session_step", "duiding:session_control", "duiding:session_choices",
    ),
    "bijeenkomst-leiden#wie-zit-waar": (
        "duiding:participants", "duiding:participant", "duiding:participant_move", "duiding:participants_together",
        "duiding:participant_take_off",
    ),
    "bijeenkomst-leiden#iemand-wil-terug": ("duiding:return_let_in", "duiding:return_refuse"),
    "bijeenkomst-leiden#papier-eerst": (
        "duiding:table", "duiding:table_fit", "duiding:table_dots", "duiding:table_ground", "duiding:table_look_back",
        "duiding:table_notes", "duiding:table_revision", "duiding:table_note_add", "duiding:table_note_remove",
        "duiding:note_move", "duiding:cluster_add", "duiding:cluster_rename", "duiding:cluster_delete",
        "duiding:cluster_propose",
    ),
    "bijeenkomst-leiden#het-bord-ordenen": (
        "duiding:wall", "duiding:wall_notes", "duiding:note_order", "duiding:note_place", "duiding:note_split",
        "duiding:cluster_merge", "duiding:act_undo",
    ),
    "bijeenkomst-leiden#het-grote-scherm": (
        "duiding:plenary", "duiding:plenary_notes", "duiding:plenary_revision",
    ),
    "bijeenkomst-leiden#als-er-iets-gebeurt": ("duiding:mend", "duiding:mend_one"),
    "verslag": ("duiding:session_report", "duiding:session_report_file"),
    "verslag#2-erin-schrijven": ("duiding:session_report_edit",),
    "verslag#4-sturen": ("duiding:session_report_send",),
    "voorstellen": ("duiding:proposals", "duiding:proposal", "duiding:proposals_print", "duiding:proposal_print"),
    "voorstellen#1-een-voorstel-klein-maken": (
        "duiding:proposal_new", "duiding:proposal_edit", "duiding:session_actions", "duiding:effect",
        "duiding:effect_edit", "duiding:proposal_move",
    ),
    "voorstellen#2-besluiten": (
        "duiding:decide", "duiding:asked", "duiding:ask_decider", "duiding:proposal_present",
    ),
    "voorstellen#3-oppakken": ("duiding:owner_ask", "duiding:proposal_take_up"),
    "voorstellen#4-volgen": (
        "duiding:following", "duiding:agree", "duiding:agreement_done", "duiding:progress", "duiding:pairs_make",
        "duiding:follower_add", "duiding:follower_remove", "duiding:entry_show",
    ),
    "voorstellen#5-van-elkaar": ("duiding:library", "duiding:library_proposal", "duiding:cycle"),
}  # fmt: skip
SECTION_OF = {name: section for section, names in SECTIONS.items() for name in names}


def section_of(url_name: str) -> str:
    """Return the section that helps with a page, the index for a page without one."""
    return SECTION_OF.get(url_name, "README")
