"""M. Running text: capitals of Phụ lục II that a machine can decide, and the zeros of dates."""

from vnadmindoc import orthography
from vnadmindoc.rules.words import correction

correction(
    "033-text",
    "II.4.b",
    "Ngày dưới 10, tháng 1, 2 trong nội dung có số 0 phía trước",
    "In the text too days below 10 and months 1 and 2 have a leading 0",
    orthography.dates,
)
correction(
    "094a",
    "Phụ lục II, III.1.a-b",
    "Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng, viết hoa trước số",
    "The noun of an administrative unit is small before a name, a capital before a number",
    orthography.units,
)
correction(
    "094b",
    "Phụ lục II, III.1.c",
    "Viết 'Thủ đô Hà Nội', 'Thành phố Hồ Chí Minh'",
    "Thủ đô Hà Nội and Thành phố Hồ Chí Minh are written so",
    orthography.special_cities,
)
correction(
    "094c",
    "Phụ lục II, V.1",
    "Viết hoa 'Nhân dân', 'Nhà nước'",
    "Nhân dân and Nhà nước have a capital",
    orthography.people_and_state,
)
correction(
    "094d",
    "Phụ lục II, V.8.c",
    "Thứ, tháng viết bằng chữ: 'thứ Hai', 'tháng Năm'",
    "Days and months in words: thứ Hai, tháng Năm",
    orthography.days_and_months,
)
correction(
    "094e",
    "Phụ lục II, V.8.b",
    "Viết 'tết Nguyên đán', 'tết Trung thu'",
    "Feasts are written tết Nguyên đán, tết Trung thu",
    orthography.names(orthography.FEASTS, small_too=True),
)
correction(
    "094f",
    "Phụ lục II, I",
    "Viết hoa chữ cái đầu câu",
    "Sentences begin with a capital",
    orthography.sentences,
)
correction(
    "094-country",
    "Phụ lục II, III.1",
    "Viết 'Việt Nam'",
    "Việt Nam has two capitals",
    orthography.names(orthography.COUNTRY, small_too=True),
)
correction(
    "094-regions",
    "Phụ lục II, III.1.đ",
    "Tên vùng viết hoa các âm tiết: 'Bắc Bộ', 'Tây Nguyên'",
    "Regions have a capital on every syllable: Bắc Bộ, Tây Nguyên",
    orthography.names(orthography.REGIONS),
)
correction(
    "094-bodies",
    "Phụ lục II, IV.1",
    "Tên cơ quan, tổ chức viết hoa đúng: 'Đảng Cộng sản Việt Nam', 'Hội đồng nhân dân'",
    "Bodies have their capitals: Đảng Cộng sản Việt Nam, Hội đồng nhân dân",
    orthography.names(orthography.BODIES),
)
correction(
    "094-honours",
    "Phụ lục II, V.2",
    "Huân chương, danh hiệu vinh dự viết hoa đúng",
    "Orders and honours have their capitals",
    orthography.names(orthography.HONOURS),
)
correction(
    "094-holidays",
    "Phụ lục II, V.5",
    "Tên ngày lễ, ngày kỷ niệm viết hoa đúng",
    "Holidays have their capitals",
    orthography.names(orthography.HOLIDAYS, small_too=True),
)
correction(
    "094-events",
    "Phụ lục II, V.9",
    "Tên sự kiện lịch sử viết hoa đúng: 'Cách mạng tháng Tám'",
    "Historical events have their capitals: Cách mạng tháng Tám",
    orthography.names(orthography.EVENTS),
)
correction(
    "094-terrain",
    "Phụ lục II, III.1.d",
    "Địa danh có danh từ chung chỉ địa hình viết hoa các âm tiết: 'Cửa Lò', 'Vũng Tàu'",
    "A name with a noun of terrain in it has a capital on every syllable: Cửa Lò, Vũng Tàu",
    orthography.names(orthography.TERRAIN),
)
correction(
    "094-foreign",
    "Phụ lục II, IV.2",
    "Tên viết tắt của tổ chức nước ngoài viết hoa: 'UNESCO', 'WTO'",
    "Abbreviations of foreign bodies are capitals: UNESCO, WTO",
    orthography.names(orthography.FOREIGN_BODIES),
)
correction(
    "094-laws",
    "Phụ lục II, V.6",
    "Tên luật, bộ luật viết hoa đúng: 'Bộ luật Hình sự', 'Luật Tổ chức Quốc hội'",
    "Laws have their capitals: Bộ luật Hình sự, Luật Tổ chức Quốc hội",
    orthography.names(orthography.LAWS),
)
correction(
    "094-lunar",
    "Phụ lục II, V.8.a",
    "Năm âm lịch viết hoa các âm tiết: 'Kỷ Tỵ', 'Mậu Thân'",
    "Years by the moon have a capital on every syllable: Kỷ Tỵ, Mậu Thân",
    orthography.lunar_years,
)
correction(
    "094-works",
    "Phụ lục II, V.10",
    "Tên tác phẩm, báo, tạp chí viết hoa đúng: 'Tạp chí Cộng sản'",
    "Works and newspapers have their capitals: Tạp chí Cộng sản",
    orthography.names(orthography.WORKS),
)
