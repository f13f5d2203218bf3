error("as asked");
