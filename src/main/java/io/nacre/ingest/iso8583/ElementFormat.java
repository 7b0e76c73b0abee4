package io.nacre.ingest.iso8583;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.parse.FieldParseInfo;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a data element is encoded.
 *
 * @param kind whether its length is fixed, or how many digits before it are its length
 * @param length number of characters of a fixed element; null for others
 */
public record ElementFormat(
        @JsonProperty("kind") Kind kind,
        @JsonProperty("length") @Nullable Integer length) {

    /** The names are those of ISO 8583, which writes one L per digit of the length. */
    public enum Kind {
        FIXED(IsoType.ALPHA),
        LLVAR(IsoType.LLVAR),
        LLLVAR(IsoType.LLLVAR),
        LLLLVAR(IsoType.LLLLVAR);

        private final IsoType type;

        Kind(IsoType type) {
            this.type = type;
        }
    }

    private static final int MAX_LENGTH = 999;

    /** Fixed lengths of ISO 8583:1987 by element. */
    private static final int[][] FIXED = {
        {3, 6}, {4, 12}, {5, 12}, {6, 12}, {7, 10}, {8, 8}, {9, 8}, {10, 8}, {11, 6}, {12, 6}, {13, 4}, {14, 4},
        {15, 4}, {16, 4}, {17, 4}, {18, 4}, {19, 3}, {20, 3}, {21, 3}, {22, 3}, {23, 3}, {24, 3}, {25, 2}, {26, 2},
        {27, 1}, {28, 9}, {29, 9}, {30, 9}, {31, 9}, {37, 12}, {38, 6}, {39, 2}, {40, 3}, {41, 8}, {42, 15}, {43, 40},
        {49, 3}, {50, 3}, {51, 3}, {52, 16}, {53, 16}, {64, 16}, {66, 1}, {67, 2}, {68, 3}, {69, 3}, {70, 3}, {71, 4},
        {72, 4}, {73, 6}, {74, 10}, {75, 10}, {76, 10}, {77, 10}, {78, 10}, {79, 10}, {80, 10}, {81, 10}, {82, 12},
        {83, 12}, {84, 12}, {85, 12}, {86, 16}, {87, 16}, {88, 16}, {89, 16}, {90, 42}, {91, 1}, {92, 2}, {93, 5},
        {94, 7}, {95, 42}, {96, 16}, {97, 17}, {98, 25}, {128, 16}
    };

    private static final int[] TWO_DIGITS = {2, 32, 33, 34, 35, 44, 45, 99, 100, 101, 102, 103};

    public ElementFormat {
        boolean fixed = kind == Kind.FIXED;
        if (fixed ? length == null || length < 1 || length > MAX_LENGTH : length != null) {
            throw new IllegalArgumentException(
                    fixed
                            ? "length is missing or not 1 to " + MAX_LENGTH + ": set it for kind FIXED"
                            : "length belongs to kind FIXED: remove it");
        }
    }

    FieldParseInfo parser(String charset) {
        return FieldParseInfo.getInstance(kind.type, length == null ? 0 : length, charset, false);
    }

    /** The elements of ISO 8583:1987. A binary element of 64 bits is written as 16 hexadecimal digits. */
    static Map<Integer, ElementFormat> standard() {
        Map<Integer, ElementFormat> formats = new TreeMap<>();
        for (int[] each : FIXED) {
            formats.put(each[0], new ElementFormat(Kind.FIXED, each[1]));
        }
        for (int element : TWO_DIGITS) {
            formats.put(element, new ElementFormat(Kind.LLVAR, null));
        }
        for (int element = 2; element <= Iso8583Decoder.MAX_ELEMENT; element++) {
            if (element != Iso8583Decoder.THIRD_BITMAP) {
                formats.putIfAbsent(element, new ElementFormat(Kind.LLLVAR, null));
            }
        }
        return formats;
    }
}
