package io.nacre.payment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often the search for card numbers goes wrong: what it takes other numbers for, and which card numbers it does not
 * find. Prints each rate; src/docs/operations/secure.md states them.
 */
class CardNumberRatesTest {

    private static final int NUMBERS = 20_000;

    /**
     * Other numbers.
     *
     * @param inText at most this share is found in a sentence
     * @param inId at most this share is found in an id
     */
    private record Kind(String name, double inText, double inId, Function<Random, String> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A scheme's numbers: what they begin with, and how many digits they have. */
    private record Scheme(String name, int digits, String... prefixes) {
        @Override
        public String toString() {
            return name + " " + digits;
        }
    }

    static List<Kind> others() {
        return List.of(
                kind("decimals of 64 bits", 0, 0, r -> Double.toString(0.001 + r.nextDouble() * 9_999_999)),
                kind("decimals below 1", 0, 0, r -> Double.toString(0.001 + r.nextDouble() * 0.998)),
                kind("decimals without a zero", 0, 0, r -> decimal(r).substring(1)),
                kind("decimals with a comma", 0, 0, r -> decimal(r).replace('.', ',')),
                kind(
                        "exponents",
                        0,
                        0,
                        r -> Double.toString((r.nextDouble() - 0.5) * Math.pow(10, r.nextInt(600) - 300))),
                kind("mantissas without a point", 0, 0, r -> digits(r, 17) + "E-" + (1 + r.nextInt(300))),
                kind("pairs of coordinates", 0, 0, r -> coordinate(r, 90) + ", " + coordinate(r, 180)),
                kind("telephone numbers", 0, 0, CardNumberRatesTest::phone),
                kind("telephone numbers in groups", 0, 0, CardNumberRatesTest::groupedPhone),
                kind("telephone numbers without a plus", 0.015, 0.015, r -> phone(r).substring(1)),
                kind("IBANs", 0, 0, CardNumberRatesTest::iban),
                kind("IBANs in groups", 0, 0, r -> iban(r).replaceAll("(.{4})(?!$)", "$1 ")),
                kind("UUIDs", 0, 0, r -> new UUID(r.nextLong(), r.nextLong()).toString()),
                kind("UUIDs without dashes", 0.0005, 0, r -> hex(r) + hex(r)),
                kind("signed 64-bit ids", 0.002, 0.002, r -> Long.toString(r.nextLong())),
                kind("unsigned 64-bit ids", 0.003, 0.003, r -> new BigInteger(64, r).toString()),
                kind(
                        "ids by time, 64 bits",
                        0,
                        0,
                        r -> Long.toString(1_400_000_000_000_000_000L + r.nextLong(1L << 59))),
                kind("bare ids of 16 digits", 0.04, 0.04, r -> digits(r, 16)),
                kind("bare ids of 16 digits behind a letter", 0.04, 0, r -> "a" + digits(r, 16)),
                kind("milliseconds since 1970", 0, 0, r -> Long.toString(millis(r))),
                kind("microseconds since 1970", 0, 0, r -> Long.toString(millis(r) * 1000 + r.nextInt(1000))),
                kind("nanoseconds since 1970", 0, 0, r -> Long.toString(millis(r) * 1_000_000 + r.nextInt(1_000_000))),
                kind(
                        "times of ISO 8601",
                        0,
                        0,
                        r -> Instant.ofEpochMilli(millis(r)).toString()),
                kind("times with a blank", 0, 0, r -> time(r, "yyyy-MM-dd HH:mm:ss.SSSSSS")),
                kind("German times", 0, 0, r -> time(r, "dd.MM.yyyy HH:mm:ss")),
                kind("American times", 0, 0, r -> time(r, "MM/dd/yyyy HH:mm:ss")),
                kind("times without separators", 0, 0, r -> time(r, "yyyyMMddHHmmss")),
                kind("days first without separators", 0.003, 0.003, r -> time(r, "ddMMyyyyHHmmss")),
                kind(
                        "amounts with thousands",
                        0,
                        0,
                        r -> String.format(Locale.ROOT, "%,d.%02d", r.nextLong(1L << 53), r.nextInt(100))),
                kind("IP addresses with ports", 0, 0, r -> ip(r) + ":" + (1 + r.nextInt(65_535))));
    }

    @ParameterizedTest
    @MethodSource("others")
    void seldomTakesOtherNumbersForCards(Kind kind) {
        Random random = new Random(42);
        int inText = 0;
        int inId = 0;

        for (int i = 0; i < NUMBERS; i++) {
            String number = kind.make().apply(random);
            inText += CardNumberDetector.isInText("ref " + number + " done") || CardNumberDetector.isInText(number)
                    ? 1
                    : 0;
            inId += CardNumberDetector.isInId(number) ? 1 : 0;
        }

        print(kind.name(), inText, inId);
        assertThat((double) inText / NUMBERS).isLessThanOrEqualTo(kind.inText());
        assertThat((double) inId / NUMBERS).isLessThanOrEqualTo(kind.inId());
    }

    static Stream<Arguments> cards() {
        List<Scheme> schemes = List.of(
                new Scheme("Visa", 16, "4"),
                new Scheme("Visa", 13, "4"),
                new Scheme("Mastercard", 16, "51", "55", "2221", "2720"),
                new Scheme("American Express", 15, "34", "37"),
                new Scheme("Diners", 14, "300", "305", "36", "38"),
                new Scheme("Discover", 16, "6011", "644", "65"),
                new Scheme("JCB", 16, "3528", "3589"),
                new Scheme("UnionPay", 16, "62"),
                new Scheme("UnionPay", 19, "62"),
                new Scheme("Maestro", 18, "5018", "6304", "6759"),
                new Scheme("Mir", 16, "2200", "2204"),
                new Scheme("RuPay", 16, "81", "6521"),
                new Scheme("Verve", 19, "5061"),
                new Scheme("Troy", 16, "9792"));
        List<String> gaps = List.of(
                "", " ", "-", ".", "/", "_", ",", ":", "+", "|", ";", "    ", " - ", ", ", "\u00A0", "\u200B", "\u2013",
                "\t", "\n");
        return schemes.stream().flatMap(scheme -> gaps.stream().map(gap -> arguments(scheme, gap)));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void findsNumbersOfEachSchemeWithAnySeparator(Scheme scheme, String gap) {
        Random random = new Random(42);
        int missedInText = 0;
        int missedInId = 0;

        int numbers = NUMBERS / 20;
        for (int i = 0; i < numbers; i++) {
            String card = grouped(card(random, scheme), gap);
            missedInText +=
                    CardNumberDetector.isInText("ref " + card + " done") && CardNumberDetector.isInText(card) ? 0 : 1;
            missedInId += CardNumberDetector.isInId(card) && CardNumberDetector.isInId("tok_" + card) ? 0 : 1;
            assertThat(CardNumberDetector.masked("ref " + card)).doesNotContainPattern("[0-9]");
        }

        print("missed: " + scheme + " with '" + visible(gap) + "'", missedInText, missedInId);
        assertThat(missedInText).isZero();
        assertThat(missedInId).isZero();
    }

    static List<Kind> missed() {
        return List.of(
                kind("Visa of 19 digits, bare", 0, 0, r -> card(r, new Scheme("Visa", 19, "4"))),
                kind("Diners of 19 digits, bare", 0, 0, r -> card(r, new Scheme("Diners", 19, "36"))),
                kind("American Express behind a plus", 0, 0, r -> "+" + card(r, new Scheme("Amex", 15, "37"))),
                kind("behind a decimal point", 0, 0, r -> "1." + visa(r)),
                kind("with an exponent", 0, 0, r -> visa(r).charAt(0) + "." + visa(r).substring(1) + "E15"),
                kind("with letters between", 0, 0, r -> grouped(visa(r), "x")),
                kind("in Base64", 0, 0, r -> Base64.getEncoder().encodeToString(visa(r).getBytes(US_ASCII))));
    }

    /** What the rule gives away; the document says so. Words beside a number help with the long ones. */
    @ParameterizedTest
    @MethodSource("missed")
    void missesOnlyTheDocumentedCases(Kind kind) {
        Random random = new Random(42);
        for (int i = 0; i < NUMBERS / 20; i++) {
            assertThat(CardNumberDetector.isInId(kind.make().apply(random))).isFalse();
        }
    }

    private static Kind kind(String name, double inText, double inId, Function<Random, String> make) {
        return new Kind(name, inText, inId, make);
    }

    private static void print(String what, int inText, int inId) {
        System.out.printf(Locale.ROOT, "card numbers, %-50s in text %6d  in ids %6d%n", what, inText, inId);
    }

    private static String visible(String gap) {
        return gap.codePoints()
                .mapToObj(c -> c > ' ' && c < 127 ? Character.toString(c) : String.format("U+%04X", c))
                .reduce("", String::concat);
    }

    private static String visa(Random random) {
        return card(random, new Scheme("Visa", 16, "4"));
    }

    private static String card(Random random, Scheme scheme) {
        String prefix = scheme.prefixes()[random.nextInt(scheme.prefixes().length)];
        String body = prefix + any(random, scheme.digits() - prefix.length() - 1);
        byte[] digits = new byte[scheme.digits()];
        for (int i = 0; i < body.length(); i++) {
            digits[i] = (byte) (body.charAt(i) - '0');
        }
        while (!Luhn.passes(digits, digits.length)) {
            digits[digits.length - 1]++;
        }
        return body + digits[digits.length - 1];
    }

    /** As on the card: 4-6-5, 4-6-4, else by four. */
    private static String grouped(String card, String gap) {
        String groups = card.length() == 15 || card.length() == 14 ? "(.{4})(.{6})" : "";
        return groups.isEmpty()
                ? card.replaceAll("(.{4})(?=.)", "$1" + Matcher.quoteReplacement(gap))
                : card.replaceFirst(groups, "$1" + gap + "$2" + gap);
    }

    private static String digits(Random random, int count) {
        return 1 + random.nextInt(9) + any(random, count - 1);
    }

    private static String any(Random random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String decimal(Random random) {
        return "0." + any(random, 13 + random.nextInt(6)) + 1;
    }

    private static String coordinate(Random random, int most) {
        return Double.toString((random.nextDouble() * 2 - 1) * most);
    }

    private static String hex(Random random) {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    /** Country codes, and so many digits that there are 10 to 15 in all. */
    private static String phone(Random random) {
        String[] countries = {
            "1", "7", "33", "34", "36", "39", "44", "49", "62", "65", "81", "86", "91", "370", "373", "380"
        };
        String country = countries[random.nextInt(countries.length)];
        return "+" + country + any(random, 10 + random.nextInt(6) - country.length());
    }

    private static String groupedPhone(Random random) {
        String[] gaps = {" ", "-", "."};
        return phone(random).replaceAll("(\\d{2,4})(?=\\d{3})", "$1" + gaps[random.nextInt(gaps.length)]);
    }

    private static String iban(Random random) {
        String[] countries = {"DE", "BE", "NO", "ES", "PL", "AT", "NL", "GB"};
        int[] lengths = {22, 16, 15, 24, 28, 20, 18, 22};
        int at = random.nextInt(countries.length);
        boolean bank = countries[at].equals("NL") || countries[at].equals("GB");
        String body = (bank ? "ABNA" : "") + any(random, lengths[at] - 4 - (bank ? 4 : 0));
        StringBuilder number = new StringBuilder();
        (body + countries[at] + "00").chars().forEach(c -> number.append(Character.getNumericValue(c)));
        int check = 98
                - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return countries[at] + String.format(Locale.ROOT, "%02d", check) + body;
    }

    private static long millis(Random random) {
        return 1_500_000_000_000L + random.nextLong(400_000_000_000L);
    }

    private static String time(Random random, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(millis(random)).plusNanos(random.nextInt(1_000_000)));
    }

    private static String ip(Random random) {
        return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
