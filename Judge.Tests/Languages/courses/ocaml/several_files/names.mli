val decorated : string -> string
