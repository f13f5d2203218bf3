program names
    character(len=100) :: name
    read (*, '(a)') name
    print '(3a)', trim(name), ' / Grüße, 世界 🌍 / ', '12'
end program names
