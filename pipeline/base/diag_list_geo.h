/* A part of diag_list.h: see there. */

/* geo: boundaries */
DIAG(GEO_BAD_JSON, SEV_ERROR, "Die Datei ist kein gültiges GeoJSON: $1. Die Grenzen wurden nicht "
                              "übernommen; bitte die Datei neu beschaffen.")
DIAG(GEO_NOT_COLLECTION, SEV_ERROR, "Die Datei ist keine GeoJSON-FeatureCollection: Es fehlt die "
                                    "Liste „features“. Die Grenzen wurden nicht übernommen.")
DIAG(GEO_BAD_SHAPEFILE, SEV_ERROR, "Das Shapefile kann nicht verwendet werden: $1. Nötig sind die "
                                   "Dateien .shp, .shx und .dbf im selben Ordner.")
DIAG(GEO_BAD_SHAPE, SEV_ERROR, "Das $1. Objekt ist fehlerhaft: $2. Die Grenzen wurden nicht "
                               "übernommen.")
DIAG(GEO_NO_AREAS, SEV_ERROR, "Keines der $1 Objekte nennt den Schlüssel eines Gebiets aus "
                              "areas.xml (Merkmal AGS mit 8 oder ARS mit 12 Ziffern). Die Grenzen "
                              "wurden nicht übernommen.")
DIAG(GEO_BAD_SYSTEM, SEV_ERROR, "Die Koordinaten ($1) sind in Europa weder geographisch (in Grad, "
                                "die Länge vor der Breite) noch ETRS89/UTM in Metern. Bitte die "
                                "Datei in einem dieser Systeme liefern lassen; die Grenzen wurden "
                                "nicht übernommen.")
DIAG(GEO_AREA_MISSING, SEV_WARNING, "Für das Gebiet $1 enthält die Datei keine Grenze; auf Karten "
                                    "fehlt es.")
DIAG(GEO_AREA_LOST, SEV_ERROR, "Das Gebiet $1 ging beim Zusammenfügen der Grenzen verloren: Ein "
                               "anderes verdeckt es, oder es ist zu klein. Die Grenzen wurden "
                               "nicht übernommen.")
DIAG(GEO_REPAIRED, SEV_WARNING, "Die Grenzen benachbarter Gebiete passen in der Datei nicht "
                                "aufeinander. Überlappungen und Lücken wurden dem nächsten Gebiet "
                                "zugeschlagen (auf $1 m genau); besser ist eine Datei mit "
                                "gemeinsamen Grenzen, etwa VG250 des BKG.")
DIAG(GEO_NOT_WRITTEN, SEV_ERROR, "boundaries.xml wurde wegen der Fehler nicht geschrieben; die "
                                 "bisherige Datei gilt weiter.")
DIAG(GEO_NO_SOURCE, SEV_WARNING, "Der Herausgeber der Grenzen ist nicht bekannt. Bitte mit "
                                 "--source und --licence angeben; beides wird im Bericht genannt.")
DIAG(GEO_AREA_AGAIN, SEV_WARNING, "Das Gebiet $1 steht auch in $2; verwendet wird die Grenze "
                                  "von dort.")
DIAG(GEO_OTHER_ZONE, SEV_ERROR, "Die Datei liegt in der UTM-Zone $1, eine andere im selben Ordner "
                                "in Zone $2. Bitte alle in einer Zone oder in Grad liefern "
                                "lassen; die Grenzen wurden nicht übernommen.")
DIAG(GEO_FOLDER_FIRST, SEV_NOTE, "Im Ordner boundaries liegen eigene Grenzen; sie gelten anstelle "
                                 "dieser Datei.")
DIAG(GEO_FOLDER_EMPTY, SEV_WARNING, "In diesem Ordner liegt weder GeoJSON (.geojson, .json) noch "
                                    "ein Shapefile (.shp). $1.")
DIAG(GEO_FOLDER_SOURCE, SEV_WARNING, "In diesem Ordner fehlt source.xml, die Herausgeber und "
                                     "Lizenz der Grenzen nennt. Bitte anlegen, etwa mit "
                                     "<boundaries source=\"Vermessungsamt\" "
                                     "licence=\"dl-de/by-2-0\" date=\"2024-12-31\"/>.")
DIAG(GEO_BAD_ARC, SEV_ERROR, "Der Bogen ist fehlerhaft. $1 Karten werden ohne Grenzen gezeichnet; "
                             "„sozialbericht boundaries“ erzeugt die Datei neu.")
DIAG(GEO_BAD_RING, SEV_ERROR, "Der Ring ist fehlerhaft. $1 Karten werden ohne Grenzen gezeichnet; "
                              "„sozialbericht boundaries“ erzeugt die Datei neu.")
DIAG(GEO_AREA_TWICE, SEV_ERROR, "Das Gebiet $1 steht zweimal in der Datei. Karten werden ohne "
                                "Grenzen gezeichnet.")
