"""Where what somebody is to do begins: the words that end a party's name and open its predicate.

Promised: a word that is half of another (*đăng ký*, *bầu cử*, *công lập*), that names of what kind
a body is (*đơn vị thi công*, *Đoàn kiểm tra*) or that stands in capitals ends no name. Linear in
the length of what is looked through.
Refused here: which words a name begins with; what the predicate means.
"""

import re


def _listed(words: str) -> frozenset[str]:
    """Return the words of a list that blanks part; those of one predicate are joined by ``_``."""
    return frozenset(words.split())


_WORD = re.compile(r"[^\W\d_]+")

# Verbs, and the adverbs, modals and prepositions that may stand before one or after a name. Those
# of one syllable first; what they are half of stands in `_WHOLES`.
_PREDICATES = """
    bốc_thăm uống hẹn hẹn_trả chậm nạp nạp_tiền hậu_kiểm sáng_tác biểu_diễn trao trao_quà
    trao_thưởng thông_quan suy_tôn cơ_cấu bắt_giữ bắt_đầu ban_bố báo_động bày_tỏ biên_dịch
    biên_chế bình_ổn bón_phân bổ_túc buộc cải_chính cam_đoan can_thiệp cảnh_giác canh_tác
    cất_giữ cầu_truyền cấm chấp_nhận chất_vấn chế_biến chi_viện chia_tách chiếu_phim
    chuyên_trách chú_trọng chú_ý chúc_mừng chứng_kiến chứng_minh cơi_nới công_diễn cúng
    cung_tiến cứ_người dàn_xếp dẫn_dắt dịch_chuyển diễn_ra doanh_thu duy_tu đảm_đương đàm_phán
    đào_thải đăng_cai đăng_kiểm đăng_tin đặt_tên đặt_mua đền_bù đề_đạt đi_đầu đi_vào điểm_danh
    điểm_báo điều_hòa định_danh đo_kiểm đoạn_tuyệt đón_nhận đóng_gói đóng_dấu đóng_mốc đọc_bản
    đối_phó đổi_tên đốn_hạ động_thổ đưa_ra gác gắn_mã gây_quỹ ghép giao_ban_tuần giám_thu
    giảng_dạy giải_ngân giải_thể giải_mã giới_hạn giữ_nguyên gọi_nhập_ngũ gửi_lại hạ_tải
    hạch_toán hành_quân hiến_đất hiến_máu hiện_đại_hóa hỏi_đáp hóa_giải hòa_mạng hoạch_định
    hoạt_động hoàn_nguyên hoãn họp_báo họp_mặt hội_chẩn huy_chương kết_chuyển kết_nạp
    khám_chữa_bệnh khám_sàng_lọc khám_tuyển khánh_tiết khai_mạc khai_quật khai_thông khảo_nghiệm
    khẩn_cấp khoan khoán khởi_kiện khởi_nghiệp khử_trùng kiểm_dịch kiểm_chứng kiểm_lại
    kiểm_tra_chéo kiện_toàn ký_hợp_đồng ký_nhận ký_số ký_giáp_ranh lai_tạo làm_thủ_tục làm_sạch
    làm_tốt làm_mới làm_căn_cước lập_dự_toán lập_chốt lắng_nghe lắp_camera lấy_mẫu lấy_phiếu
    lấy_nước liên_kết liên_doanh lồng_tiếng luân_phiên luyện_tập lưu_thông mắc_điện miễn_nhiệm
    miễn_giảm mở_thầu mở_thưởng mở_nước mở_đợt mở_cao_điểm mời_thầu nâng_lương nâng_hạng
    nắm_tình_hình nghỉ_học nghỉ_lễ nghiên_cứu ngưng ngừng_cấp nhân_giống nhập_học nhập_kho
    nhập_viện nuôi_dưỡng nuôi_trồng ổn_định ôn_tập phản_hồi phá_án phân_làn phân_bón phân_chia
    phân_giao phân_nhóm phân_cụm phân_khai phác_thảo phát_biểu phát_bằng phát_quà phát_lệnh
    phát_tờ_rơi phát_trực_tiếp phát_tín_hiệu phiên_dịch phòng_trừ phối_giống phụ_đạo phủ_kín
    phục_dựng phúc_thẩm quản_chế quảng_cáo quy_đổi quy_tập quyên_góp rà_chuẩn rải ra_mắt
    ra_thông_báo ra_quyết_định rào_chắn rót_vốn sản_xuất sao_kê sao_y sát_hạch sơn_sửa sơ_duyệt
    sử_lý tái_đàn tái_cơ_cấu tái_bản tạm_đình_chỉ tạm_nhập tăng_gia tăng_chuyến tăng_mức
    tập_dượt tập_luyện tặng_quà tham_chiếu tham_luận thanh_kiểm_tra thành_công thay_sách
    theo_sát thế_chấp thêm thi_tuyển thi_đấu thiết_bị_lập thu_phí thu_thuế thu_giữ thu_xếp
    thu_hẹp thuê_đơn_vị thuyết_minh thuyết_trình thụ_lý thử_nghiệm tích_lũy tiếp_quản tiếp_cận
    tiếp_dân tiếp_sức tiếp_thị tiết_lộ tìm_kiếm tinh_gọn tổng_hợp_lại tổng_điều_tra tống_đạt
    tố_cáo tôn_vinh trả_lương trả_thưởng tráng_nhựa tranh_tụng trang_hoàng trích_xuất trích_đo
    triển_lãm trình_bày trình_diễn trình_chiếu trợ_cấp trợ_giá trục_vớt trùng_tu truy_nã truy_tố
    truy_xuất truy_tặng trực_cấp_cứu trực_bão trưng_mua tu_bổ tu_sửa tuyên_án tuyên_thệ tự_túc
    tước ứng_vốn ứng_cử vá_lấp vay_vốn vận_chuyển viếng viết_sử vinh_quy vượt_chỉ_tiêu xác_nhận
    xây_nhà xây_lại xâm_nhập xen_canh xét_tuyển xếp_loại xếp_hạng xếp_lịch xoay_vòng xóa_nhà_tạm
    xử_án xử_nghiêm xử_phúc_thẩm xưởng_hóa đẩy_lùi ủy_nhiệm ủy_thác ưu_đãi vươn_lên khám
    khám_bệnh kiểm_sát phục_dựng khánh_thành bắt_tay báo sao_gửi sao_lưu sao_chụp coi_thi rà
    kính trình gửi mời giúp để là nộp chuyển cử rút phải cần sẽ được bị đã đang chưa không vẫn
    cũng đều theo trước sau khi nếu thì mà do bằng vào trong từ đến tới chịu giao soạn tự dừng
    ngừng đưa nắm ký lập phun nhắc trồng mở giữ lấy đặt làm họp trực tăng giảm chốt phát dự cấp
    thuê mua bán xét xem chọn viết dán ghi đo vẽ nhập đóng treo tháo đắp san lắp sửa gỡ quét phủ
    chở tìm nhận trả thay khóa cắm dời về bám lên ra xin nêu góp đón chia hủy bỏ chi thu vớt
    tiêm xả đẩy kéo dọn nạo siết thăm duyệt

    rà_soát hoàn_thiện hoàn_thành hoàn_tất hoàn_chỉnh hoàn_trả tổng_hợp triển_khai thực_hiện
    tổ_chức báo_cáo chuẩn_bị tham_mưu đề_xuất kiểm_tra kiểm_kê kiểm_đếm kiểm_soát kiểm_điểm
    kiểm_định kiểm_toán kiểm_nghiệm kiểm_thử kiểm_phiếu đôn_đốc theo_dõi hướng_dẫn tập_trung
    tập_huấn tập_luyện tập_hợp tiếp_tục tiếp_nhận tiếp_thu tiếp_xúc tiếp_công_dân tiếp_đón
    cung_cấp cung_ứng cập_nhật nghiên_cứu bố_trí phối_hợp phối_với tuyên_truyền tuyên_dương
    ban_hành đăng_ký đăng_tải đăng_nhập xử_lý xử_phạt xử_trí phân_công phân_cấp phân_loại
    phân_bổ phân_tích phân_luồng phân_định đẩy_mạnh đẩy_nhanh đẩy_lùi tăng_cường tăng_tốc
    sửa_đổi sửa_chữa bàn_giao công_khai công_bố công_nhận niêm_yết khẩn_trương có_ý_kiến
    có_trách_nhiệm có_nhiệm_vụ có_văn_bản có_biện_pháp có_giải_pháp có_phương_án có_kế_hoạch
    có_hình_thức có_mặt có_báo_cáo có_kết_quả có_thể góp_ý cho_ý_kiến cho_phép cho_biết cho_nghỉ
    rút_kinh_nghiệm tuần_tra khảo_sát thu_thập thu_hồi thu_gom thu_hoạch thu_nộp thu_hút
    thu_dung nâng_cấp nâng_cao phát_hành phát_động phát_huy phát_hiện phát_sóng phát_quang
    phát_dọn giải_ngân giải_quyết giải_trình giải_tỏa giải_phóng giải_thích giải_đáp giám_sát
    giám_định giám_hộ chấp_hành chấp_thuận chấn_chỉnh tham_gia tham_dự tham_vấn tham_khảo
    tham_quan khắc_phục kiện_toàn thông_báo thông_tin thông_qua thông_xe đánh_giá tiến_hành
    duy_trì duy_tu vận_hành vận_động vận_chuyển vận_dụng phê_duyệt phê_bình thành_lập xác_định
    xác_minh xác_nhận xác_lập mua_sắm chi_trả tuyển_dụng tuyển_sinh tuyển_chọn tuyển_quân
    chịu_trách_nhiệm chủ_trì chủ_động chỉ_đạo chỉ_huy chỉ_định trực_tiếp kịp_thời nghiêm_túc
    nghiêm_cấm thường_xuyên căn_cứ trên_cơ_sở bảo_đảm đảm_bảo bảo_vệ bảo_trì bảo_quản bảo_dưỡng
    bảo_lãnh đảm_nhận đảm_nhiệm thống_kê thống_nhất lấy_ý_kiến xem_xét ưu_tiên quan_tâm
    quan_trắc quan_sát thẩm_định thẩm_tra thẩm_duyệt quyết_toán quyết_định quyết_liệt đối_chiếu
    đối_thoại đối_soát trả_lời trả_kết_quả phản_ánh phản_biện hỗ_trợ quán_triệt phổ_biến
    tạo_điều_kiện tạo_lập đề_nghị đề_cử đề_ra yêu_cầu làm_việc làm_đầu_mối làm_rõ dự_họp dự_báo
    dự_kiến dự_trù dự_phòng dự_giờ dự_thảo nghiệm_thu khởi_công khởi_động khởi_tố bám_sát
    lồng_ghép cân_đối cân_nhắc huy_động cấp_phát cấp_phép cấp_đổi cấp_kinh_phí biên_soạn
    nhắc_nhở bồi_dưỡng bồi_thường in_ấn in_sao phụ_trách chứng_thực kê_khai kê_biên khai_báo
    khai_thác khai_giảng khai_trương đưa_tin khen_thưởng tổng_kết tổng_duyệt tổng_rà_soát sơ_kết
    ký_kết ký_cam_kết ký_duyệt đấu_thầu đấu_giá đấu_tranh đấu_nối thanh_toán thanh_lý thanh_tra
    thanh_quyết_toán điều_chỉnh điều_động điều_tra điều_hành điều_tiết điều_phối điều_trị
    luân_chuyển bổ_nhiệm bổ_sung diễn_tập canh_gác trực_ban trực_chiến ngăn_chặn ngăn_ngừa
    số_hóa kết_nối kết_luận kết_hợp kết_thúc tích_hợp tích_cực liên_thông liên_hệ sử_dụng
    thi_công thi_hành lắp_đặt chăm_sóc chăm_lo nạo_vét vệ_sinh vệ_sinh đo_đạc cắm_mốc gia_hạn
    gia_cố lưu_trữ lưu_ý lưu_giữ chỉnh_lý chỉnh_sửa chỉnh_trang tiêu_hủy tiêu_thụ giao_nộp
    giao_nhận giao_trách_nhiệm giao_nhiệm_vụ sáp_nhập sắp_xếp tinh_giản cắt_giảm đơn_giản_hóa
    mở_rộng mở_chuyên_mục mở_lớp mở_cửa học_tập trao_đổi trao_tặng thảo_luận biểu_quyết
    biểu_dương hiệp_thương cảnh_báo cảnh_cáo tự_kiểm_tra tự_đánh_giá đào_tạo phấn_đấu nỗ_lực
    đổi_mới củng_cố ủy_quyền chuẩn_hóa xin_ý_kiến quản_lý quản_trị tư_vấn xây_dựng đầu_tư
    thiết_kế thiết_lập trang_bị trang_trí trưng_bày trưng_cầu truy_quét truy_cập truy_thu
    truyền_thông truyền_tải trấn_áp trinh_sát triệu_tập triệt_phá trích_đo trích_lập triết_giảm
    tẩy_chay nhập_dữ_liệu nhập_số nhận_diện nhận_xét nhận_thức nhanh_chóng nhân_rộng khoanh_vùng
    khoanh_nuôi khuyến_khích khuyến_cáo khôi_phục không_ngừng khẳng_định khử_khuẩn khử_trùng
    khống_chế kích_hoạt kịch_bản kiên_quyết kiểm_duyệt kiến_nghị kiềm_chế kiến_tạo kêu_gọi
    kéo_giảm kéo_dài lãnh_đạo lập_danh_sách lên_phương_án lên_kịch_bản lên_kế_hoạch lan_tỏa
    loại_bỏ lựa_chọn lược_bỏ mời_họp mời_dự nắm_bắt nắm_chắc nêu_cao nêu_gương nộp_lưu ra_quân
    ra_đề ra_soát ra_văn_bản soạn_thảo so_sánh sàng_lọc san_lấp sẵn_sàng siết_chặt sơ_tán sơ_cứu
    cứu_hộ cứu_nạn cứu_trợ cứu_chữa ứng_trực ứng_phó ứng_cứu ứng_dụng ứng_xử ủng_hộ tháo_gỡ
    tháo_dỡ tham_mưu_giúp thay_thế thay_mặt thay_đổi thiết_thực thí_điểm thúc_đẩy thực_thi
    thực_sự thực_hành thăm_hỏi thăm_khám tiêm_chủng tiêm_phòng tìm_hiểu tìm_kiếm tôn_tạo
    tôn_vinh tuân_thủ từng_bước từ_chối tự_giác tự_tháo_dỡ tự_chủ tự_rà_soát tự_chấm uốn_nắn
    ươm_trồng vào_điểm vào_cuộc vận_dụng viết_bài vinh_danh vượt_qua xác_thực xem_như xét_duyệt
    xét_chọn xét_nghiệm xét_xử xét_tặng xin_lỗi xóa_bỏ xây_lắp xúc_tiến xuất_bản_tin bắt_đầu
    bình_xét bình_chọn bóc_tách bốc_xếp bảo_mật bảo_tồn bầu_chọn biên_tập bán_đấu_giá bao_vây
    bao_quát bấm_nút bê_tông_hóa cam_kết cách_ly cải_tạo cải_thiện cải_tiến cắt_cử cắt_điện
    cắt_nước cấm_đường cẩu_kéo chia_sẻ chiếu_sáng chiêu_sinh chấm_điểm chấm_thi chấm_dứt
    chuyển_giao chuyển_đổi chuyển_hồ_sơ chuyển_trả chuyên_chở chào_mừng chống_thấm chốt_số_liệu
    chốt_danh_sách cứ_nhu_cầu cưỡng_chế dàn_dựng dành_thời_gian dán_nhãn di_chuyển di_dời di_dân
    dọn_dẹp dọn_vệ_sinh dự_sinh_hoạt duyệt_nội_dung đại_diện đề_cao đề_phòng đi_kiểm_tra
    đình_chỉ định_hướng định_giá định_kỳ đóng_góp đóng_điện đóng_cửa đôn_thúc đón_tiếp đồng_bộ
    đồng_hành đồng_chủ_trì đốc_thúc đột_xuất động_viên đưa_đón đưa_vào ghi_chép ghi_nhận ghi_sổ
    gắn_biển gắn_kết giữ_gìn giữ_vững giới_thiệu giáo_dục giúp_đỡ giãn_cách gieo_trồng hạn_chế
    hiệu_chỉnh hiệp_đồng hội_ý hội_đàm họp_phụ_huynh hợp_đồng_thuê hợp_tác hưởng_ứng hòa_giải
    huấn_luyện hủy_bỏ ý_kiến phải_báo_cáo phòng_chống phòng_ngừa phục_vụ phục_hồi phủ_sóng
    phủ_xanh phun_thuốc phá_dỡ phát_thuốc phóng_viên phúc_tra phúc_đáp phong_tỏa phối_kết_hợp
    quảng_bá quét_dọn quy_hoạch quy_định rải_thảm rà_phá chạy_thử chăn_thả rèn_luyện cho_vay
    cho_thuê tái_lập tái_định_cư tài_trợ tạm_dừng tạm_ngưng tạm_ứng tạm_giữ tăng_thời_lượng
    tăng_ca tận_dụng tập_kết tích_nước tích_trữ tiết_kiệm tiết_giảm tra_cứu trả_nợ trồng_rừng
    trồng_cây trừ_nợ trực_gác trực_điều_hành vây_bắt xả_lũ xây_mới tiên_phong gương_mẫu
    tổng_vệ_sinh tổng_kiểm_tra nghiêm_chỉnh nghiêm_khắc lưu_hành lập_biên_bản chủ_trương chủ_yếu
    lập_tức lập_kế_hoạch lập_hồ_sơ ngay_lập_tức ngay_sau riêng_việc đặc_biệt tuyệt_đối linh_hoạt
    sáng_tạo quyết_tâm hằng_năm hằng_quý hằng_tháng hằng_tuần hằng_ngày hàng_năm hàng_tháng
    hàng_quý hàng_tuần hàng_ngày mỗi_tháng mỗi_tuần mỗi_quý chậm_nhất
"""

# Words of which a predicate of one syllable is the other half.
_WHOLES = """
    cây_trồng vật_nuôi cấm_vận trại_cấm hàng_không sạt_lở thiết_bị chuẩn_bị trang_bị báo_chí
    báo_đài vấn_lập cấp_nước cấp_xã cấp_tỉnh cấp_huyện cấp_phòng cấp_sở cấp_trên cấp_dưới cấp_ủy
    cấp_cơ cấp_thôn cấp_trung cấp_bộ cấp_trường cấp_tiểu cấp_thoát cấp_mầm cấp_học cấp_điện
    cung_cấp các_cấp trung_cấp cao_cấp sơ_cấp cấp_phường công_lập độc_lập dân_lập thành_lập
    tự_lập bầu_cử ứng_cử đề_cử cử_tri chương_trình công_trình quy_trình quá_trình lộ_trình
    tờ_trình tiến_trình giáo_trình đăng_ký thư_ký chữ_ký nhật_ký trực_thuộc trực_tuyến trực_hệ
    chi_bộ chi_nhánh chi_cục chi_đoàn chi_hội chi_tiết chi_phí chi_ủy thu_nhập thu_phí dự_án
    dự_toán giao_thông giao_dịch giao_ban giao_tiếp phát_thanh phát_triển xây_lắp xuất_nhập
    nhập_cảnh nhập_khẩu nhập_ngũ mua_bán y_học học_viên học_sinh học_đường trung_học tiểu_học
    khoa_học tin_học toán_học văn_học đại_học trường_học hóa_học học_kỳ học_phần học_bổng
    khuyến_học ngoại_khóa khóa_học lên_lớp trước_đây tự_quản tự_vệ tự_nguyện tự_do từ_thiện
    từ_xa ra_đa cùng_cấp theo_ngành mở_bài trong_nước ngoài_nước đặt_hàng ghi_hình bỏ_phiếu
    xem_phim góp_vốn góp_sức nhận_thầu thuê_đất thuê_bao bán_buôn bán_lẻ bán_trú bán_hàng
    vào_cấp nội_trú dự_bị dự_khuyết thi_đua sửa_xe trả_góp san_nền giữ_trẻ đi_học dạy_học
    dạy_nghề thu_ngân thu_thuế tiêm_vắc đo_lường đo_đạc thủ_quỹ thẩm_phán thẩm_mỹ chia_cắt
    báo_chí báo_đài vấn_lập trật_tự thường_trực giúp_việc phép_cấp phòng_thủ quan_chuyển
    thi_hành lập_pháp chuyển_tiếp trực_tràng làm_nghề làm_công học_nghề
"""

# Behind a body or a group of one of these kinds a trade says of what kind it is, ...
_KINDS = (
    "đơn vị", "cơ quan", "cơ sở", "bộ phận", "cán bộ", "nhà thầu", "doanh nghiệp", "chuyên viên",
    "lực lượng", "nhân viên", "chi cục", "người",
)  # fmt: skip
# Of these people it is told what they are in charge of.
_HOLDERS = (
    "cán bộ",
    "giám đốc",
    "hiệu trưởng",
    "chủ tịch",
    "trưởng phòng",
    "giáo viên",
    "công chức",
    "nhân viên",
    "viên chức",
    "người",
    "đơn vị",
)
_LEADERS = ("giám đốc", "hiệu trưởng", "chủ tịch")
_TRADES = _listed("""
    sử_dụng đào_tạo lưu_trữ khai_thác tư_vấn thi_công phụ_trách quản_lý vận_hành giám_sát
    kiểm_soát giám_định thanh_tra thiết_kế kiểm_định trực_ban xét_nghiệm giáo_dục
""")
# ... and behind a team what it was formed for, ...
_TEAM = re.compile(
    r"(?<!chi )(?<!công )(?<!tập )(?<!tỉnh )(?<!huyện )(?<!thành )(?<!xã )(?<!sở )(?<!cán )"
    r"(?<!quân )(?:tổ|đoàn|đội|ban|nhóm|hội đồng)\s$"
)
_TASKS = _TRADES | _listed("""
    kiểm_tra thẩm_định nghiệm_thu xây_dựng điều_tra khảo_sát giúp_việc soạn_thảo biên_tập
    thành_lập cứu_hộ cứu_nạn tuần_tra bảo_vệ tiếp_nhận phục_vụ vận_động tuyên_truyền chỉ_đạo
    chỉ_huy đấu_giá xử_lý ứng_cứu ứng_phó tuyển_sinh tuyển_dụng chấm_thi kiểm_phiếu thu_gom
    điều_hành hòa_giải kiểm_kê cưỡng_chế giải_phóng bồi_thường chuyển_đổi dự_thảo truyền_thông
    thi_hành giáo_dục tiêm_chủng cải_cách in_sao đánh_giá quản_trị hỗ_trợ phòng_chống
""")
# ... unless what is worked on stands behind it.
_OBJECTS = _listed("""
    việc các những toàn mọi từng tất tình công kết hồ danh kế nội chặt tốt nghiêm đúng đầy kịp
    thường lại cho và theo bằng trên trong tại đối về với đủ một hai ba ít đồng ngay trước sau
    hiện quy
""")
# A name that ends in its level is complete: "Ban Chỉ đạo 138 tỉnh kiểm tra".
_LEVELS = frozenset(["tỉnh", "huyện", "xã", "phường", "phố", "thôn", "bản", "sở", "bộ", "trường"])
# Of these kinds of bodies an activity may stand anywhere in the name, before another predicate.
_OF_PURPOSE = re.compile(
    r"(?:Ban (?:Chỉ đạo|Vận động|Tổ chức|Chỉ huy)|Hội đồng|Tổ (?:công tác|giúp việc)|Đoàn"
    r"|Tiểu ban|Ban Quản lý|Ban quản lý)(?!\w)"
)
_MOST_PURPOSE = 8  # words

# What stands before one of these is the first half of its name.
_HALVES = {
    "tổng_hợp": ("dịch vụ", "kế hoạch"),
    "xây_dựng": ("đầu tư", "chất lượng", "vật liệu", "tư vấn", "quy hoạch"),
    "tổ_chức": ("các", "của", "những", "ban"),
    "đại_diện": ("ban", "văn phòng"),
    "tham_mưu": ("các cơ quan",),
    "biên_tập": ("thư ký",),
    "kiểm_sát": ("viện",),
    "phối_hợp": ("hội đồng",),
    "sắp_xếp": ("thuộc diện",),
    "soạn_thảo": ("cơ quan", "đơn vị"),
    "sản_xuất": ("cơ sở", "đơn vị", "hộ", "doanh nghiệp", "các", "phân xưởng"),
    "hoạt_động": ("các", "đơn vị", "tổ chức"),
    "giám_sát": ("tư vấn",),
    "thông_tin": ("công nghệ",),
    "quy_hoạch": ("lập", "kiến trúc"),
    "thiết_kế": ("tư vấn",),
    "quản_lý": ("tư vấn",),
    "đầu_tư": ("nhà", "chủ", "dự án", "giám sát"),
    "xử_lý": ("nước", "rác"),
    "quản_trị": ("hành chính", "tổ chức"),
    "phụ_trách": ("tổng",),
    "hợp_tác": ("tổ", "chủ nhiệm"),
    "giáo_dục": ("các sở", "ngành", "phòng"),
    "đào_tạo": ("giáo dục và",),
    "truyền_thông": ("viễn thông", "thông tin", "văn hóa"),
    "điều_trị": ("cơ sở",),
}


def _by_first(listed: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Return words by their first syllable: what may follow it, nothing where it stands alone."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for word in listed.split():
        first, *rest = word.split("_")
        found.setdefault(first, set()).add(tuple(rest))
    return {first: frozenset(rest) for first, rest in found.items()}


_BY_FIRST = {
    first: tuple(sorted(rests, key=len, reverse=True))
    for first, rests in _by_first(_PREDICATES).items()
}
_IN_WHOLES = frozenset(tuple(word.split("_")) for word in _WHOLES.split())


def begins_predicate(text: str, at: int) -> bool:
    """Whether a word of a predicate stands at a place: *rà soát hồ sơ*."""
    found = _WORD.match(text, at)
    if found is None or found.group() not in _BY_FIRST:
        return False
    words = _Words(text, at, at + _WINDOW)
    length = _length(words, 0)
    return length > 1 or (length == 1 and (words[0], words[1]) not in _IN_WHOLES)


_WINDOW = 40  # characters, in which the longest predicate has room


def predicate_in(text: str, start: int, stop: int, *, head: int) -> int | None:
    """Return where the first predicate between two places begins, None if there is none.

    Args:
        text: The text.
        start: Where to look from; a word that begins there is looked at.
        stop: Where to stop.
        head: Where the words end that the name begins with; behind it the name's own words stand.
    """
    listed = _listed_in(text, start, stop, head)
    ended = _ended_in(text, head, stop if listed is None else listed)
    return listed if ended is None else ended


def _listed_in(text: str, start: int, stop: int, head: int) -> int | None:
    """Return where the first predicate that a list knows begins."""
    words = _Words(text, start, stop + _WINDOW)
    purpose = _OF_PURPOSE.match(text, start) is not None
    passed = None
    index = 0
    while (index := words.next_first(index)) >= 0:
        at = words.at(index)
        if at >= stop:
            break
        length = _length(words, index) if at > start and at >= head else 0
        if not length or _is_of_name(words, index, length, head):
            index += max(1, length)
            continue
        if (
            passed is None
            and purpose
            and words.joined(index, length) in _TASKS
            and _names_purpose(words, index, length)
        ):
            # "Ban Chỉ đạo xây dựng nông thôn mới tổng hợp": the first of two belongs to the name.
            passed = (index, at)
            index += length
            continue
        if passed is not None and index - passed[0] > _MOST_PURPOSE:
            return passed[1]
        return at
    return None if passed is None else passed[1]


def _ended_in(text: str, start: int, stop: int) -> int | None:
    """Return where a word stands that no list knows and in front of which a name is complete.

    It is behind its number or its level, *Viện Kiểm sát nhân dân khu vực 5*, *Công an phường*,
    where nothing goes on that a name goes on with.
    """
    for found in _COMPLETE_NAME.finditer(text, start, stop):
        at = found.end()
        word = _WORD.match(text, at)
        plural = _SEVERAL.search(text, max(0, found.start() - _NEAR), found.start())
        if at < stop and word is not None and word.group() not in _GOES_ON and plural is None:
            return at
    return None


_COMPLETE_NAME = re.compile(r"(?:\d|(?<!\w)(?:tỉnh|huyện|phường))\s+(?=[a-zà-ỹđ])")
_NEAR = 24  # characters
_SEVERAL = re.compile(r"\b[Cc]ác\s")
_GOES_ON = _listed("""
    và hoặc cùng với của thuộc trực có liên ủy đoàn hội tại trên ở về cấp tỉnh xã phường huyện
    thôn bản lớp khối khu biên vùng miền ven cũ mới khóa nhiệm người thành thị tổ số quận giai
    lần nay tháng năm ngày gồm qua như này đó nào khác chủ chịu
""")


def unlisted_in(text: str, start: int, stop: int) -> int | None:
    """Return where a predicate begins that no list knows, in words that a predicate must hold.

    It is looked for behind the last word in capitals and the one that this takes into the name,
    *Nội vụ*; there the first word is meant that names of bodies are not made of.

    Args:
        text: The text.
        start: Where the words of the name end that say what kind of body it is.
        stop: Where the words end that may be its name.
    """
    words = _Words(text, start, stop)
    capitals = [index for index, word in enumerate(words.words) if word[0].isupper()]
    if not capitals:
        return None
    last = capitals[-1]
    first = last + 1
    if words.is_adjacent(first) and not words[last].isupper():
        of_place = bool(last) and last - 1 in capitals and words.is_adjacent(last)
        first += not of_place or words[first] in _OF_NAMES
    for index in range(first, len(words.words)):
        if words[index] not in _OF_NAMES and words.is_adjacent(index):
            return words.at(index)
    return None


# The syllables of what bodies deal with, and of what goes on with a name.
_OF_NAMES = _listed("""
    nào đó ấy kia này và hoặc cùng với của thuộc trực có liên tại trên ở về cấp tỉnh xã phường
    huyện quận thị trấn thành phố thôn bản xóm ấp tổ khu vực khối lớp khóa lần số trung ương địa
    phương cơ sở ngành bộ ban phòng viện trường học đoàn đội hội ủy chi cục vụ trạm hạt đồn đài
    báo tòa án các đơn vị quan chức cá nhân doanh nghiệp công ty tập thể nhà máy xí phân xưởng
    hợp tác mặt trận đảng giám đốc trưởng phó chủ tịch bí thư chánh văn thủ hiệu đồng chí ông bà
    viên cán chuyên kế toán đầu tư xây dựng dự án trình giao thông vận tải dân dụng nông lâm ngư
    phát triển rừng hộ đặc quỹ đất đai kinh tế cửa khẩu chế xuất nhập thương mại tài nguyên
    khoáng sản môi đô hạ tầng kỹ thuật thủy lợi điện nước thoát cây xanh chăn nuôi thú y bảo vệ
    thực vật đường sắt hàng không hải quân sự quốc an ninh cảnh sát biên chống thiên tai cháy
    chữa cứu nạn dịch bệnh đa khoa cổ truyền năng tâm thần lao phổi nhi mắt da liễu giáo dục dạy
    nghề thường xuyên phổ mầm non tiểu đại cao đẳng hóa nghệ thuật thao du lịch thanh hình tin
    bản lưu trữ pháp chứng giá trợ giúp lý thi hành tộc tôn niên phụ nữ cựu chiến binh người già
    tuổi trẻ em khuyến tật chất độc nghĩa thập đỏ từ thiện tín ngân sách thuế kho bạc hiểm kiểm
    tra thống kê quy hoạch kiến trúc tiêu chuẩn đo lường lượng viễn bưu việc làm quản trị nội
    ngoại tổng lễ tân cung ứng thiết bị khách sạn chợ bến xe cảng tiền lương đối đua khen thưởng
    cải cách tục một tuyên nghiên cứu giống trồng trọt mía chè cà phê su than dầu khí luyện kim
    xi măng gạch ngói may giày lạnh ô tô vườn gia tồn nhiên di tích sử tàng hát múa kịch nhạc
    xiếc chiếu phim câu lạc thơ thiếu sao sâu mới kiểu mẫu toàn diện tự cộng giới ranh miền núi
    vùng xa cũ cư đình quyền lực thẩm định nhiệm vốn nối tái cấu biểu lãnh đạo ngang huynh cha
    mẹ sinh giảng nghèo vì năm kỳ ngày đêm giờ hai ba bốn hữu trách nguồn phần nhóm bên hỗ nộp
    đá trật luật điều chức đê rác thải sông hồ đập lụt bão đảo
""")


class _Words:
    """The words of a stretch of text; where one stands is looked up when it is asked for."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text = text
        self.words = _WORD.findall(text, start, stop)
        self._places: list[int] = []
        self._end = start

    def __getitem__(self, index: int) -> str:
        """Return a word; there is none behind the last."""
        return self.words[index] if index < len(self.words) else ""

    def at(self, index: int) -> int:
        """Return where in the text a word begins."""
        places = self._places
        while len(places) <= index:
            word = self.words[len(places)]
            place = self.text.index(word, self._end)
            places.append(place)
            self._end = place + len(word)
        return places[index]

    def next_first(self, index: int) -> int:
        """Return the index of the first word from one on that a predicate begins with, else -1."""
        for found in range(index, len(self.words)):
            if self.words[found] in _BY_FIRST:
                return found
        return -1

    def joined(self, index: int, length: int) -> str:
        """Return so many words as they are listed above."""
        return "_".join(self.words[index : index + length])

    def is_adjacent(self, index: int) -> bool:
        """Whether nothing but blanks stands between a word and the one in front of it."""
        if not 0 < index < len(self.words):
            return False
        before = self.at(index - 1)
        return self.text[before + len(self.words[index - 1]) : self.at(index)].isspace()

    def behind(self, index: int) -> str:
        """Return the word behind those in front of an index, nothing where a mark parts them."""
        return self.words[index] if index < len(self.words) and self.is_adjacent(index) else ""


def _length(words: _Words, index: int) -> int:
    """Return of how many words the predicate is that begins at one, 0 if none does."""
    rests = _BY_FIRST.get(words[index])
    if rests is None:
        return 0
    for rest in rests:
        if not rest:
            return 1
        if tuple(words.words[index + 1 : index + 1 + len(rest)]) == rest:
            return 1 + len(rest)
    return 0


def _is_of_name(words: _Words, index: int, length: int, head: int) -> bool:
    """Whether words that could open a predicate belong to the name in front of them."""
    word, at = words[index], words.at(index)
    adjacent = words.is_adjacent(index)
    if length == 1:
        before = words[index - 1] if index else ""
        if (adjacent and (before.casefold(), word) in _IN_WHOLES) or (
            word,
            words[index + 1],
        ) in _IN_WHOLES:
            return True
        if not adjacent or word not in _COMPLETE or words.at(index - 1) < head:
            return False
        return _is_first_half(words, index - 1, head)
    joined = words.joined(index, length)
    text = words.text
    halves = _HALVES.get(joined)
    if joined == "tham_mưu" and not text.startswith("tham mưu, giúp việc", at):
        halves = None  # the bodies that advise the Party, and no duty to advise
    if halves is not None and text[max(0, at - 12) : at].casefold().rstrip().endswith(halves):
        return True
    if not adjacent:
        return False
    near = text[max(0, at - 14) : at].casefold()
    if joined == "phụ_trách" and near.rstrip().endswith(_HOLDERS):
        return True
    if words.behind(index + length) in _OBJECTS:
        return False
    if joined == "phụ_trách" and near.rstrip().endswith(_LEADERS):
        return True
    if joined in _TRADES and near.rstrip().endswith(_KINDS):
        return True
    return joined in _TASKS and _TEAM.search(near) is not None


def _names_purpose(words: _Words, index: int, length: int) -> bool:
    before = words[index - 1]
    return (
        before not in _LEVELS
        and not before[0].isupper()
        and words.behind(index + length) not in _OBJECTS
    )


_SHORT_UNITS = frozenset(
    ("Hội", "Sở", "Ban", "Tổ", "Đoàn", "Đội", "Phòng", "Khoa", "Bộ", "Cục", "Vụ", "Viện", "Xã",
     "Trường", "Trạm")
)  # fmt: skip


# These alone are the second half of words in names: *Thư ký*, *Thường trực*, *Việc làm*.
_COMPLETE = _listed("""
    nhận phủ trình cử ký lập trực cấp dự chi thu phát học tự giao chuyển làm bán khóa nhập duyệt
    trồng ra xét đắp xây tặng lên báo
""")


def _is_first_half(words: _Words, index: int, head: int) -> bool:
    """Whether a word in capitals takes the one behind it into its name: *Đăng ký*, *Nội vụ*.

    Of a person or a place (*Lê Văn Tám*, *Tri Lễ*) each word has its capital.
    """
    word = words[index]
    if not word[0].isupper() or (word.isupper() and word != "Y") or word in _SHORT_UNITS:
        return False
    if not index:
        return True
    return not (
        words.is_adjacent(index) and words[index - 1][0].isupper() and words.at(index - 1) >= head
    )
