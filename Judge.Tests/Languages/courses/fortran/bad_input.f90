program input
    integer :: i
    read (*, *) i
    print *, i
end program input
