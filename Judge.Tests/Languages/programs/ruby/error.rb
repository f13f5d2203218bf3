nil.missing
