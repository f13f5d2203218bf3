module constants
    implicit none
    real(8), parameter :: pi = 3.14159265358979d0
end module constants
