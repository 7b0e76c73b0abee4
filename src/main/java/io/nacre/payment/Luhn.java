package io.nacre.payment;

/** The check digit of ISO/IEC 7812. */
final class Luhn {

    private Luhn() {}

    static boolean passes(byte[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
