package org.namjai.platform.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistrictsTest {
    private final Districts districts = new Districts();

    @Test
    void allDistricts_are928In77Provinces_50InBangkok() {
        assertThat(districts.all()).hasSize(928);
        assertThat(districts.all())
                .extracting(District::provinceTh)
                .doesNotContain("")
                .satisfies(
                        provinces -> assertThat(provinces.stream().distinct()).hasSize(77));
        assertThat(districts.all())
                .filteredOn(district -> district.code().startsWith("10"))
                .hasSize(50);
        assertThat(districts.all()).allMatch(district -> district.code().matches("[1-9][0-9]{3}"));
    }

    @Test
    void code1001_isPhraNakhonInBangkok() {
        assertThat(districts.find("1001")).contains(new District("1001", "พระนคร", "กรุงเทพมหานคร"));
        assertThat(districts.find("1099")).isEmpty();
    }
}
