module shapes
    use constants, only: pi
    implicit none
    type circle
        real(8) :: radius
    end type circle
contains
    pure function area(c) result(a)
        type(circle), intent(in) :: c
        real(8) :: a
        a = pi * c%radius**2
    end function area
end module shapes
