/** The names of the demo: companies as they are registered, what they advertise, and words that accounts are named with. */

export type DemoEntity = {
  readonly id: string;
  readonly name: string;
  readonly group?: string;
  /** The first six digits of where it is registered. */
  readonly region: string;
  readonly brand: string;
  readonly industry: string;
  readonly products: readonly string[];
  /** Its share of the accounts, against the others'. */
  readonly weight: number;
};

export const GROUPS = [
  { id: 'g_huaxia', name: '华夏消费集团', group_type: 'policy' },
  { id: 'g_dongfang', name: '东方互动科技集团', group_type: 'policy' },
  { id: 'g_nanfang', name: '南方置业金融集团', group_type: 'customer' },
] as const;

const entity = (
  id: string,
  group: string | undefined,
  region: string,
  name: string,
  words: readonly [brand: string, industry: string, products: string],
  weight: number,
): DemoEntity => ({
  id,
  name,
  ...(group && { group }),
  region,
  brand: words[0],
  industry: words[1],
  products: words[2].split(' '),
  weight,
});

const HUAXIA = 'g_huaxia';
const DONGFANG = 'g_dongfang';
const NANFANG = 'g_nanfang';

/** The entity that the demo's claim is about: it has the most accounts. */
export const MAIN_ENTITY = 'e_gree';

export const ENTITIES: readonly DemoEntity[] = [
  entity(
    MAIN_ENTITY,
    HUAXIA,
    '440400',
    '珠海格力电器股份有限公司',
    ['格力', '家用电器', '空调 冰箱 净水器 热水器'],
    155,
  ),
  entity('e_midea', HUAXIA, '440600', '美的集团股份有限公司', ['美的', '家用电器', '空调 洗衣机 电饭煲 风扇'], 90),
  entity('e_haier', HUAXIA, '370200', '海尔智家股份有限公司', ['海尔', '家用电器', '冰箱 洗衣机 空调'], 80),
  entity('e_supor', HUAXIA, '331000', '浙江苏泊尔股份有限公司', ['苏泊尔', '厨房电器', '炒锅 电饭煲 破壁机'], 40),
  entity('e_moutai', HUAXIA, '520300', '贵州茅台酒股份有限公司', ['茅台', '酒类', '飞天 王子酒 迎宾酒'], 30),
  entity('e_wuliangye', HUAXIA, '511500', '宜宾五粮液股份有限公司', ['五粮液', '酒类', '普五 五粮春 尖庄'], 30),
  entity('e_yili', HUAXIA, '150100', '内蒙古伊利实业集团股份有限公司', ['伊利', '乳制品', '纯牛奶 安慕希 金领冠'], 60),
  entity('e_haitian', HUAXIA, '440600', '佛山市海天调味食品股份有限公司', ['海天', '调味品', '酱油 蚝油 黄豆酱'], 25),
  entity('e_tsingtao', HUAXIA, '370200', '青岛啤酒股份有限公司', ['青岛啤酒', '酒类', '经典 白啤 奥古特'], 35),
  entity(
    'e_sanqi',
    DONGFANG,
    '340200',
    '三七互娱网络科技集团股份有限公司',
    ['三七互娱', '游戏', '斗罗大陆 寻道大千 小小蚁国'],
    70,
  ),
  entity('e_wanmei', DONGFANG, '330500', '完美世界股份有限公司', ['完美世界', '游戏', '诛仙 幻塔 天龙八部'], 55),
  entity(
    'e_jibite',
    DONGFANG,
    '350200',
    '厦门吉比特网络技术股份有限公司',
    ['吉比特', '游戏', '问道 一念逍遥 杖剑传说'],
    45,
  ),
  entity('e_iflytek', DONGFANG, '340100', '科大讯飞股份有限公司', ['讯飞', '人工智能', '学习机 录音笔 听见'], 35),
  entity(
    'e_hikvision',
    DONGFANG,
    '330100',
    '杭州海康威视数字技术股份有限公司',
    ['海康威视', '安防', '摄像机 门锁 存储'],
    20,
  ),
  entity(
    'e_kingsoft',
    DONGFANG,
    '110100',
    '北京金山办公软件股份有限公司',
    ['金山办公', '软件', '会员 教育版 企业版'],
    30,
  ),
  entity('e_wangsu', DONGFANG, '310100', '网宿科技股份有限公司', ['网宿', '云服务', '加速 安全 直播'], 10),
  entity('e_vanke', NANFANG, '440300', '万科企业股份有限公司', ['万科', '房地产', '新盘 物业 泊寓'], 40),
  entity('e_poly', NANFANG, '440100', '保利发展控股集团股份有限公司', ['保利', '房地产', '新盘 物业 商业'], 30),
  entity('e_pingan', NANFANG, '440300', '中国平安保险（集团）股份有限公司', ['平安', '保险', '车险 健康险 养老险'], 45),
  entity('e_cmb', NANFANG, '440300', '招商银行股份有限公司', ['招行', '银行', '信用卡 理财 贷款'], 40),
  entity('e_sf', NANFANG, '440300', '顺丰控股股份有限公司', ['顺丰', '物流', '快递 冷运 同城'], 25),
  entity('e_byd', undefined, '440300', '比亚迪股份有限公司', ['比亚迪', '汽车', '海豚 汉 元PLUS'], 50),
  entity('e_catl', undefined, '350900', '宁德时代新能源科技股份有限公司', ['宁德时代', '新能源', '电池 换电 储能'], 10),
  entity('e_hengrui', undefined, '320700', '江苏恒瑞医药股份有限公司', ['恒瑞', '医药', '科普 招聘'], 10),
  entity(
    'e_bluefocus',
    undefined,
    '110100',
    '北京蓝色光标数据科技集团股份有限公司',
    ['蓝色光标', '广告', '品牌 招聘'],
    10,
  ),
];

/** The agency is a second role of one of the entities. */
export const AGENCY = { id: 'a_bluefocus', entity: 'e_bluefocus' } as const;

export const REGIONS = ['华东', '华南', '华北', '华中', '西南', '全国'] as const;

export const CHANNELS: Readonly<Record<'tencent' | 'alipay' | 'ocean', readonly string[]>> = {
  tencent: ['朋友圈', '视频号', '公众号', '搜一搜', '小程序'],
  alipay: ['首页', '生活号', '搜索', '消费券', '支付后'],
  ocean: ['抖音', '头条', '千川', '穿山甲'],
};

export const TAGS = ['重点', '新客', '双11', '618', '直播', '品牌', '效果', '年框'] as const;

export const NOTES = [
  '原负责人已离职，待交接',
  '客户要求周报',
  '素材待更新',
  '年框客户，勿停',
  '与线下门店同投',
  '资质将到期，已提醒客户',
] as const;

export const BUDGETS = [
  '100',
  '200',
  '300',
  '500',
  '800',
  '1000',
  '2000',
  '3000.50',
  '5000',
  '8000',
  '10000',
  '20000',
] as const;
