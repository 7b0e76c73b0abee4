package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The merchants, categories and channels of an account. */
public record MerchantUseStats(RecentValues merchants, RecentValues categories, RecentValues channels) {
    public static final MerchantUseStats NONE =
            new MerchantUseStats(RecentValues.NONE, RecentValues.NONE, RecentValues.NONE);

    public static final StateCodec<MerchantUseStats> CODEC =
            StateCodec.first(MerchantUseStats::write, MerchantUseStats::read);

    void write(DataOutput out) throws IOException {
        merchants.write(out);
        categories.write(out);
        channels.write(out);
    }

    static MerchantUseStats read(DataInput in) throws IOException {
        return new MerchantUseStats(RecentValues.read(in), RecentValues.read(in), RecentValues.read(in));
    }
}
