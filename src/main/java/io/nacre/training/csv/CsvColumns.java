package io.nacre.training.csv;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.CardNumberDetector;
import io.nacre.secret.CardTokens;
import io.nacre.secret.SecretReferences;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The columns of a file and of its lookup files, with readers for their values. */
public final class CsvColumns {

    private static final String ROW = "#row";

    private final String file;
    private final FileFormat format;
    private final Map<String, int[]> positions = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Set<String>> uses = new HashMap<>();

    public CsvColumns(CsvFile file, List<String> columns) {
        this.file = file.path().toString();
        this.format = file.format();
        add(0, "", columns);
    }

    /** Adds the columns of a lookup file. A column without a name cannot be read. */
    void add(int part, String prefix, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            String own = columns.get(i).strip();
            String name = prefix + own;
            if (!own.isEmpty() && !names.add(name)) {
                throw new IllegalArgumentException(file + " has two columns named " + name + ": rename one of them");
            }
            positions.put(name, new int[] {part, i});
        }
    }

    /** The number format of the file. */
    public NumberSyntax numbers() {
        return format.numbers();
    }

    /**
     * An id. A column of card numbers is rejected whatever prefix the mapping adds, unless the numbers become tokens.
     */
    CellReader<String> id(ColumnSpec.@Nullable Text cell, String name) {
        return text(cell, name, cell != null && !Boolean.TRUE.equals(cell.numericIds()));
    }

    /** Any other text. Values that become numbers, times or locations are not searched for card numbers. */
    CellReader<String> text(ColumnSpec.@Nullable Text cell, String name) {
        return text(cell, name, false);
    }

    private CellReader<String> text(ColumnSpec.@Nullable Text cell, String name, boolean refusesCards) {
        if (cell == null) {
            return row -> null;
        }
        if (cell.constant() != null) {
            return row -> cell.constant();
        }
        CellReader<String> whole = cell.column() != null ? column(cell.column(), name) : joined(cell, name);
        CellReader<String> plain = matching(cell.matching(), cards(whole, cell.tokenise(), refusesCards, name));
        Map<String, String> values = cell.values();
        return row -> {
            String text = plain.from(row);
            if (text == null) {
                return values == null ? null : cell.otherwise();
            }
            return cell.prefix() + (values == null ? text : translated(cell, values, text, name)) + cell.suffix();
        };
    }

    CellReader<Long> time(ColumnSpec.@Nullable Time cell, String name) {
        if (cell == null) {
            return row -> null;
        }
        CellReader<String> text = text(cell.text(), name);
        TimeFormat times = times(cell);
        return row -> {
            String value = text.from(row);
            return value == null ? null : times.millis(value, name);
        };
    }

    /** The time format of the cell. */
    TimeFormat times(ColumnSpec.Time cell) {
        return TimeFormat.of(String.valueOf(cell.format()), format.zone());
    }

    CellReader<Double> number(ColumnSpec.@Nullable Decimal cell, String name) {
        if (cell == null) {
            return row -> null;
        }
        CellReader<BigDecimal> decimal = decimal(cell.text(), name);
        return row -> {
            BigDecimal value = decimal.from(row);
            return value == null ? null : cell.scaled(value.doubleValue());
        };
    }

    /** A number in the format of the file. A constant of the mapping uses a decimal point. */
    CellReader<BigDecimal> decimal(ColumnSpec.Text cell, String name) {
        CellReader<String> text = text(cell, name);
        NumberSyntax syntax = cell.constant() == null ? format.numbers() : NumberSyntax.PLAIN;
        return row -> {
            String value = text.from(row);
            return value == null ? null : syntax.parse(value, name);
        };
    }

    /**
     * The text of a column.
     *
     * @param use the purpose of the column, for messages
     */
    public CellReader<String> column(String name, String use) {
        if (name.equals(ROW)) {
            return row -> Long.toString(row.number());
        }
        if (!positions.containsKey(name)) {
            throw new IllegalArgumentException("the mapping names the column " + name + ", which " + file
                    + " does not have: use one of " + String.join(", ", names));
        }
        uses.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(use);
        return at(name);
    }

    /** Every column by name, in file order. */
    public Map<String, CellReader<String>> columns() {
        Map<String, CellReader<String>> columns = new LinkedHashMap<>();
        names.forEach(name -> columns.put(name, at(name)));
        return columns;
    }

    /** The purposes for which a column is used so far. */
    public Set<String> uses(String name) {
        return uses.getOrDefault(name, Set.of());
    }

    private CellReader<String> at(String name) {
        int[] position = Objects.requireNonNull(positions.get(name));
        int part = position[0];
        int column = position[1];
        return row -> row.text(part, column);
    }

    private static String translated(ColumnSpec.Text cell, Map<String, String> values, String text, String name) {
        String value = values.getOrDefault(text, cell.otherwise());
        if (value == null) {
            throw new BadRowException(name, text + " is not listed in values: add it, or set otherwise");
        }
        return value;
    }

    /** Replaces card numbers by tokens if the mapping requires it. */
    private static CellReader<String> cards(
            CellReader<String> text, @Nullable String tokenise, boolean refused, String name) {
        if (tokenise != null) {
            CardTokens tokens = CardTokens.read(Path.of(SecretReferences.revealed(tokenise)));
            return row -> token(text.from(row), tokens, name);
        }
        if (!refused) {
            return text;
        }
        return row -> {
            String value = text.from(row);
            if (value != null && CardNumberDetector.isInId(value)) {
                throw new BadRowException(
                        name,
                        "looks like a card number: replace card numbers by tokens, or set tokenise; if these are"
                                + " other numbers, set numeric-ids: true and a prefix or suffix with a letter",
                        RejectionCode.CARD_NUMBER);
            }
            return value;
        };
    }

    private static @Nullable String token(@Nullable String number, CardTokens tokens, String name) {
        try {
            return number == null ? null : tokens.of(number);
        } catch (IllegalArgumentException e) {
            throw new BadRowException(name, String.valueOf(e.getMessage()));
        }
    }

    private static CellReader<String> matching(@Nullable Pattern pattern, CellReader<String> plain) {
        if (pattern == null) {
            return plain;
        }
        return row -> {
            String text = plain.from(row);
            return text == null || !pattern.matcher(text).matches() ? null : text;
        };
    }

    private CellReader<String> joined(ColumnSpec.Text cell, String use) {
        List<CellReader<String>> columns = new ArrayList<>();
        for (String name : Objects.requireNonNull(cell.columns())) {
            columns.add(column(name, use));
        }
        String join = String.valueOf(cell.join());
        return row -> {
            StringBuilder text = new StringBuilder();
            for (CellReader<String> column : columns) {
                String found = column.from(row);
                String part = found == null ? cell.missing() : found;
                if (part == null) {
                    return null;
                }
                text.append(text.isEmpty() ? "" : join).append(part);
            }
            return text.toString();
        };
    }
}
