"""Full text over articles and the words of their claims: ``ledger.search('"safe passage" Kosti -fuel')``."""
