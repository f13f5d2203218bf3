const nothing: any = null;
nothing.missing();
