name = fgetl(stdin);
printf("%s / Grüße, 世界 🌍 / %d\n", name, unicode_idx(name)(end));
