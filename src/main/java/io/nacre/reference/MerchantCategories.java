package io.nacre.reference;

import java.util.Arrays;

/** Groups the merchant category codes of ISO 18245, and marks risky ones. */
public final class MerchantCategories {

    private static final int CODES = 10_000;
    private static final int CODE_LENGTH = 4;

    private static final MerchantCategory[] CATEGORY = new MerchantCategory[CODES];
    private static final boolean[] RISKY = new boolean[CODES];

    static {
        Arrays.fill(CATEGORY, MerchantCategory.OTHER);
        for (String[] row : ResourceTable.rows("merchant-categories.csv", 5)) {
            int first = Integer.parseInt(row[0]);
            int end = Integer.parseInt(row[1]) + 1;
            Arrays.fill(CATEGORY, first, end, MerchantCategory.valueOf(row[2]));
            Arrays.fill(RISKY, first, end, row[3].equals("yes"));
        }
    }

    private MerchantCategories() {}

    /** The group of a four-digit code; OTHER for an unknown or invalid code. */
    public static MerchantCategory categoryOf(String mcc) {
        int code = code(mcc);
        return code < 0 ? MerchantCategory.OTHER : CATEGORY[code];
    }

    /** Whether the code is risky: its goods can be resold or cashed in quickly. */
    public static boolean isRisky(String mcc) {
        int code = code(mcc);
        return code >= 0 && RISKY[code];
    }

    private static int code(String mcc) {
        if (mcc.length() != CODE_LENGTH) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < CODE_LENGTH; i++) {
            int digit = mcc.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            code = code * 10 + digit;
        }
        return code;
    }
}
