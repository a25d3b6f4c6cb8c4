/**
 * Places that Chinese companies are named after: provinces, prefectures and the districts and towns that stand alone in
 * names most often. Written without 省, 市 and the like; a name may have those or not.
 */
const PROVINCES =
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门';
const CITIES =
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 石河子 台北';
const TOWNS =
  '昆山 江阴 宜兴 张家港 常熟 太仓 海门 启东 如皋 丹阳 溧阳 靖江 义乌 慈溪 余姚 诸暨 海宁 桐乡 永康 东阳 乐清 瑞安 温岭 临海 富阳 萧山 余杭 晋江 石狮 南安 福清 顺德 南海 番禺 花都 滕州 寿光 诸城 龙口 莱州 即墨 胶州 黄岛 浦东 朝阳 海淀';
const COUNTRIES = '中国 新加坡 美国 日本 英国 德国 法国 韩国';

let known: ReadonlySet<string> | undefined;
const names = (): ReadonlySet<string> =>
  (known ??= new Set([PROVINCES, CITIES, TOWNS, COUNTRIES].join(' ').split(' ')));

const LONGEST = 5;
/** A place that says itself what it is, known or not: 翁源县, 凉州区, 广西壮族自治区, 鸦鸿桥镇. */
const SPELT =
  /^(?:[\u4e00-\u9fff]{2,7}自治[区州县旗]|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,4}市|[\u4e00-\u9fff]{2,3}[县盟]|(?:[\u4e00-\u9fff]{2,8}(?:开发|保税|高新|工业园|园|新)区)|[\u4e00-\u9fff]{2}[区镇])/;
const SUFFIX = /(?:[\u4e00-\u9fff]{1,5}自治[区州县旗]|省|市|县|区|镇|盟)$/;
/** What follows a place of which the name goes on: 上海市场…, 城市建设…, 县级…, 地区性…. */
const GOES_ON = /^(?:[场政民])/;

export type Placed = { readonly places: readonly string[]; readonly rest: string };

/** The places in front of a name, the wide one first, and what follows them. */
export function placesBefore(text: string): Placed {
  const places: string[] = [];
  let rest = text;
  for (;;) {
    const length = lengthOfPlace(rest);
    if (length === 0) return { places, rest };
    places.push(bare(rest.slice(0, length)));
    rest = rest.slice(length);
  }
}

/** The place that the text is, if it is one and nothing else. */
export function placeOf(text: string): string | undefined {
  return text !== '' && lengthOfPlace(text) === text.length ? bare(text) : undefined;
}

/** The places that stand at the end of a name: 力赛佳管道支架技术上海. */
export function placesBehind(text: string): Placed {
  for (let length = LONGEST; length >= 2; length--) {
    const tail = text.slice(-length);
    if (text.length > length + 1 && names().has(tail)) return { places: [tail], rest: text.slice(0, -length) };
  }
  return { places: [], rest: text };
}

function lengthOfPlace(text: string): number {
  for (let length = Math.min(LONGEST, text.length); length >= 2; length--) {
    if (!names().has(text.slice(0, length))) continue;
    const said = /^(?:[\u4e00-\u9fff]{0,4}自治[区州县旗]|特别行政区|[省市县区])/.exec(text.slice(length))?.[0] ?? '';
    return GOES_ON.test(text.slice(length + said.length)) && said === '市' ? length : length + said.length;
  }
  const spelt = SPELT.exec(text)?.[0];
  return spelt === undefined || /[城都]市$/.test(spelt) || GOES_ON.test(text.slice(spelt.length)) ? 0 : spelt.length;
}

function bare(place: string): string {
  const short = place.replace(SUFFIX, '');
  return short.length >= 2 ? short : place;
}

/** The narrowest of a company's places, as one word: 广东 深圳 and 深圳 are the same. */
export function narrowest(places: readonly string[]): string {
  const wide = (list: string) => (place: string) => !list.split(' ').includes(place);
  const inLand = places.filter(wide(COUNTRIES));
  const towns = inLand.filter(wide(PROVINCES));
  const chosen = towns.length > 0 ? towns : inLand.length > 0 ? inLand : places;
  return [...new Set(chosen)].toSorted().join(' ');
}
