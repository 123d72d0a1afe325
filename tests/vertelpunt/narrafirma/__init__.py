"""Small sample files for the NarraFirma reader, and builders for broken ones."""
