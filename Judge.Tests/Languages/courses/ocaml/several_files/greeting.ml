let hello name = "Hello, " ^ Names.decorated name
