"""One table of sentences for each room: code -> English sentence, translated through the catalogues."""
