/** What a file can hold. `stock` is stock on hand, `onOrder` are open purchase orders. */
export const importKinds = [
  'locations',
  'suppliers',
  'items',
  'lanes',
  'itemSupply',
  'successions',
  'prices',
  'events',
  'promotions',
  'drivers',
  'sales',
  'stock',
  'onOrder',
] as const;

/** The list above is also the order of landing: what others refer to comes first. */
export type ImportKind = (typeof importKinds)[number];

/** How a field's text is read: see `typed-columns.ts`. */
export type FieldType =
  | 'code'
  | 'text'
  | 'pieces'
  | 'money'
  | 'number'
  | 'day'
  | 'time'
  | 'flag'
  | 'currency'
  | 'country'
  | 'weekdays'
  | 'locationKind';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: boolean;
  /** Smallest value allowed, for numbers. */
  readonly min?: number;
  /** Known names of such a column, best first, in English and Chinese. */
  readonly names: readonly string[];
  /** Names that say too little by themselves: taken when nothing better is there. */
  readonly weakNames?: readonly string[];
  /** A property of the item that many kinds of file carry along: it tells nothing of what the file is. */
  readonly isAttribute?: boolean;
}

export interface Kind {
  readonly name: ImportKind;
  readonly fields: readonly Field[];
  /** Parts of a file name that hint at this kind. */
  readonly fileHints: readonly string[];
  /** Fields that make a row the only one of its kind; empty where rows may repeat. */
  readonly key: readonly string[];
}

/** Names in one text, parted by commas: a table of words stays readable. */
const words = (text: string): string[] => text.split(',').map((word) => word.trim());

const item = words(`item, item code, item no, item number, item id, sku, sku code, sku id,
  product id, product code, product no, product sku, variant sku, stock code,
  article, article no, article number, material, part number, part no,
  lineitem sku, 商品编码, 商品编号, 商品代码, 商品id, 产品编码, 产品编号, 货号,
  款号, 物料编码, 物料编号, 物料号, 品号, sku编码, sku编号, 规格编码, 商家编码,
  货品编码, 货品编号, 存货编码, 条码, 商品条码`);
const itemWeak = ['product', 'code', 'id', 'barcode', 'ean', 'upc', '商品', '编码', '产品', '货品'];
const itemName = words(`item name, product name, description, item description, product description,
  name, title, product title, lineitem name, 商品名称, 产品名称, 品名, 货品名称,
  物料名称, 存货名称, 商品标题, 名称, 描述`);
const location = words(`location, location code, location id, store id, store code, store no,
  store number, store, shop, shop id, shop code, warehouse, warehouse code,
  warehouse id, site, site id, branch, branch code, outlet, depot, plant, 门店,
  门店编码, 门店编号, 门店代码, 门店id, 店铺, 店铺编码, 店铺编号, 仓库, 仓库编码,
  仓库编号, 仓库代码, 仓, 地点, 地点编码, 网点, 网点编码, 库位, 机构编码, 机构`);
const locationWeak = words(
  `store name, shop name, warehouse name, 门店名称, 店铺名称, 仓库名称, code, id`,
);
const supplier = words(`supplier, supplier code, supplier id, supplier no, vendor, vendor code,
  vendor id, vendor no, 供应商, 供应商编码, 供应商编号, 供应商代码, 供应商id,
  供货商, 供货商编码, 厂商, 厂商编码, 厂家`);
const currency = ['currency', 'currency code', '币种', '货币', '币别'];
const unitPrice = words(`unit price, price, sales price, selling price, retail price, product price,
  list price, lineitem price, 单价, 售价, 零售价, 销售价, 销售单价, 价格, 标价,
  吊牌价`);
const unitCost = words(`unit cost, cost, cost price, product cost, purchase price, buying price,
  cost per item, 成本, 成本价, 单位成本, 采购价, 进价, 进货价, 采购单价, 采购成本`);
const minimumOrderQuantity =
  words(`moq, minimum order quantity, min order quantity, min order qty, minimum order,
  起订量, 最小起订量, 最小订购量, 最低起订量, 最小订货量`);
const packSize = words(`pack size, pack, case pack, case size, carton quantity, carton qty,
  units per case, pack quantity, multiple, order multiple, 装箱数, 箱规, 包装数,
  装箱量, 每箱数量, 包装数量`);
const country = ['country', 'country code', '国家', '国别', '国家代码', '国家地区'];
const assumption: Field = {
  name: 'assumption',
  type: 'flag',
  names: ['assumption', 'is assumption', '假设', '是否假设'],
};
const category = words(`category, product category, item category, department, product type, group,
  item group, 品类, 类别, 分类, 商品分类, 商品类别, 类目`);
const nameZh = ['name zh', 'chinese name', 'name zh cn', '中文名称', '中文名', '中文品名'];
const reviewPeriod =
  words(`review period days, review period, order cycle, order cycle days, 订货周期,
  补货周期, 盘点周期, 检查周期`);

/** What makes toys alike: a new one is forecast by those that share it. Kept as texts by field name. */
export const itemAttributes: readonly Field[] = [
  { name: 'series', names: ['series', 'theme', 'licence', 'license', 'ip', '系列', '主题'] },
  { name: 'ageGroup', names: ['age group', 'age', 'ages', '适用年龄', '年龄段'] },
  { name: 'material', names: ['material', '材质', '材料'] },
  { name: 'colour', names: ['colour', 'color', '颜色'] },
  { name: 'size', names: ['size', '尺寸', '尺码', '规格'] },
].map((field) => ({ ...field, type: 'text', isAttribute: true }));

export const kinds: Readonly<Record<ImportKind, Kind>> = {
  locations: {
    name: 'locations',
    fileHints: ['location', 'store', 'shop', 'warehouse', '门店', '仓库', '店铺', '地点', '网点'],
    key: ['location'],
    fields: [
      {
        name: 'location',
        type: 'code',
        required: true,
        names: location,
        weakNames: ['code', 'id', '编码', '编号'],
      },
      {
        name: 'locationName',
        type: 'text',
        required: true,
        names: words(`location name, store name, shop name, warehouse name, site name, branch name,
  门店名称, 店铺名称, 仓库名称, 地点名称, 网点名称, 机构名称, 店名`),
        weakNames: ['name', '名称'],
      },
      { name: 'nameZh', type: 'text', names: nameZh },
      {
        name: 'locationKind',
        type: 'locationKind',
        names:
          words(`kind, location kind, location type, store type, type, 类型, 门店类型, 地点类型,
  仓库类型`),
      },
      { name: 'country', type: 'country', names: country },
      { name: 'timeZone', type: 'text', names: ['time zone', 'timezone', 'tz', '时区'] },
      assumption,
    ],
  },
  suppliers: {
    name: 'suppliers',
    fileHints: ['supplier', 'vendor', '供应商', '供货商', '厂商'],
    key: ['supplier'],
    fields: [
      {
        name: 'supplier',
        type: 'code',
        required: true,
        names: supplier,
        weakNames: ['code', 'id', '编码', '编号'],
      },
      {
        name: 'supplierName',
        type: 'text',
        required: true,
        names: ['supplier name', 'vendor name', '供应商名称', '供货商名称', '厂商名称'],
        weakNames: ['name', '名称'],
      },
      { name: 'nameZh', type: 'text', names: nameZh },
      { name: 'currency', type: 'currency', names: currency },
      {
        name: 'minimumOrderValue',
        type: 'money',
        min: 0,
        names: words(`minimum order value, min order value, minimum order amount, 最低订单金额,
  起订金额, 最小订单金额, 起送金额`),
      },
      {
        name: 'fixedOrderCost',
        type: 'money',
        min: 0,
        names:
          words(`fixed order cost, order cost, ordering cost, cost per order, 订货成本, 每单成本,
  下单成本, 单次订货费`),
      },
      { name: 'reviewPeriodDays', type: 'pieces', min: 1, names: reviewPeriod },
      { name: 'country', type: 'country', names: country },
      { name: 'timeZone', type: 'text', names: ['time zone', 'timezone', 'tz', '时区'] },
      assumption,
    ],
  },
  items: {
    name: 'items',
    fileHints: ['item', 'product', 'article', 'sku', '商品', '产品', '物料', '货品'],
    key: ['item'],
    fields: [
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'itemName', type: 'text', required: true, names: itemName },
      { name: 'nameZh', type: 'text', names: nameZh },
      {
        name: 'category',
        type: 'text',
        names: category,
      },
      { name: 'unitPrice', type: 'money', min: 0, names: unitPrice },
      { name: 'unitCost', type: 'money', min: 0, names: unitCost },
      { name: 'currency', type: 'currency', names: currency },
      {
        name: 'volumeLitres',
        type: 'number',
        min: 0,
        names: ['volume litres', 'volume', 'volume l', '体积', '体积升'],
      },
      { name: 'isService', type: 'flag', names: ['is service', 'service', '服务', '是否服务'] },
      {
        name: 'isActive',
        type: 'flag',
        names: ['is active', 'active', '启用', '在售', '是否启用'],
      },
      // A product list that also names its supplier gives item supply as well.
      { name: 'supplier', type: 'code', names: supplier },
      { name: 'minimumOrderQuantity', type: 'pieces', min: 1, names: minimumOrderQuantity },
      { name: 'packSize', type: 'pieces', min: 1, names: packSize },
      {
        name: 'brand',
        type: 'text',
        names: ['brand', 'brand name', '品牌', '品牌名称'],
        isAttribute: true,
      },
      ...itemAttributes,
      {
        name: 'launchOn',
        type: 'day',
        names: words(`launch on, launch day, launch date, first day on sale, on sale from, 上市日期,
  上架日期, 首销日期`),
        isAttribute: true,
      },
      {
        name: 'endOfLifeOn',
        type: 'day',
        names:
          words(`end of life, end of life on, end of life day, end of life date, last day on sale,
  discontinued on, 停产日期, 退市日期, 下架日期`),
        isAttribute: true,
      },
      assumption,
    ],
  },
  lanes: {
    name: 'lanes',
    fileHints: ['lane', 'route', 'transport', '线路', '路线', '运输'],
    key: ['from', 'to', 'mode'],
    fields: [
      {
        name: 'from',
        type: 'code',
        required: true,
        names: words(`from, from location, origin, source location, ship from, 发货地, 起点, 出发地,
  调出, 调出仓, 来源`),
      },
      {
        name: 'to',
        type: 'code',
        required: true,
        names: words(`to, to location, destination, ship to, 收货地, 终点, 目的地, 调入, 调入仓`),
      },
      { name: 'mode', type: 'text', names: ['mode', 'transport mode', '运输方式', '方式'] },
      {
        name: 'leadTimeMeanDays',
        type: 'number',
        required: true,
        min: 0,
        names: words(`lead time mean days, lead time days, lead time, leadtime, mean lead time,
  transit days, 提前期, 提前期天数, 交期, 交货期, 到货周期, 在途天数, 运输天数`),
      },
      {
        name: 'leadTimeSdDays',
        type: 'number',
        min: 0,
        names: words(`lead time sd days, lead time sd, lead time std, lead time standard deviation,
  提前期标准差, 交期标准差, 交期波动`),
      },
      {
        name: 'handlingDays',
        type: 'pieces',
        min: 0,
        names: ['handling days', 'handling', '处理天数', '入库天数'],
      },
      { name: 'reviewPeriodDays', type: 'pieces', min: 1, names: reviewPeriod },
      {
        name: 'orderWeekdays',
        type: 'weekdays',
        names: ['order weekdays', 'order days', 'weekdays', '订货日', '下单日', '发货日'],
      },
      {
        name: 'unitCost',
        type: 'money',
        min: 0,
        names: words(`unit cost, cost per unit, unit freight, freight per unit, 单件运费, 每件运费,
  单位运费`),
      },
      {
        name: 'fixedCost',
        type: 'money',
        min: 0,
        names: ['fixed cost', 'cost per shipment', 'freight', '固定费用', '每次运费', '固定运费'],
      },
      assumption,
    ],
  },
  itemSupply: {
    name: 'itemSupply',
    fileHints: ['supply', 'sourcing', '供货', '货源', '采购价'],
    key: ['item', 'supplier'],
    fields: [
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'supplier', type: 'code', required: true, names: supplier },
      {
        name: 'unitCost',
        type: 'money',
        required: true,
        min: 0,
        names: unitCost,
        weakNames: unitPrice,
      },
      { name: 'currency', type: 'currency', names: currency },
      { name: 'minimumOrderQuantity', type: 'pieces', min: 1, names: minimumOrderQuantity },
      { name: 'packSize', type: 'pieces', min: 1, names: packSize },
      assumption,
    ],
  },
  prices: {
    name: 'prices',
    fileHints: ['price', '价格', '售价'],
    key: ['item', 'location', 'validFrom'],
    fields: [
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'location', type: 'code', names: location, weakNames: locationWeak },
      {
        name: 'validFrom',
        type: 'day',
        required: true,
        names: words(`valid from, price from, effective date, effective from, 生效日期, 生效日,
  价格生效日`),
        weakNames: ['from', 'start date', 'date', '开始日期', '日期'],
      },
      {
        name: 'validTo',
        type: 'day',
        names: ['valid to', 'price to', 'effective to', 'expiry date', '失效日期', '失效日'],
        weakNames: ['to', 'end date', '结束日期'],
      },
      {
        name: 'unitPrice',
        type: 'money',
        required: true,
        min: 0,
        names: ['new price', ...unitPrice],
      },
      { name: 'currency', type: 'currency', names: currency },
    ],
  },
  events: {
    name: 'events',
    fileHints: ['event', 'calendar', 'holiday', 'promotion', '日历', '节假日', '活动', '促销'],
    key: [],
    fields: [
      {
        name: 'eventName',
        type: 'text',
        required: true,
        names: words(`event, event name, holiday, holiday name, promotion, campaign, 活动, 活动名称,
  节日, 节假日, 事件, 促销名称`),
        weakNames: ['name', '名称'],
      },
      { name: 'nameZh', type: 'text', names: nameZh },
      {
        name: 'eventKind',
        type: 'text',
        names: ['kind', 'type', 'event type', '类型', '活动类型'],
      },
      {
        name: 'fromDay',
        type: 'day',
        required: true,
        names: words(`from day, from, start, start date, start day, begin, 开始, 开始日期`),
        weakNames: ['date', 'day', '日期'],
      },
      {
        name: 'toDay',
        type: 'day',
        names: ['to day', 'to', 'end', 'end date', 'end day', 'until', '结束', '结束日期'],
      },
      { name: 'location', type: 'code', names: location },
      { name: 'country', type: 'country', names: country },
      { name: 'category', type: 'text', names: category },
      {
        name: 'expectedUplift',
        type: 'number',
        min: -1,
        names: ['expected uplift', 'uplift', '预期增幅', '预期提升'],
      },
    ],
  },
  promotions: {
    name: 'promotions',
    fileHints: ['promotion', 'promo', '促销', '特价'],
    key: [],
    fields: [
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'location', type: 'code', names: location, weakNames: locationWeak },
      {
        name: 'promotion',
        type: 'text',
        names: words(
          `promotion, promotion name, promo, promo name, campaign, 促销, 促销名称, 促销活动`,
        ),
      },
      {
        name: 'fromDay',
        type: 'day',
        required: true,
        names:
          words(`promotion from, promotion start, promo from, promo start, 促销开始, 促销开始日期,
  from day, from, start, start date, start day, 开始, 开始日期`),
      },
      {
        name: 'toDay',
        type: 'day',
        required: true,
        names: words(`promotion to, promotion end, promo to, promo end, 促销结束, 促销结束日期,
  to day, to, end, end date, end day, 结束, 结束日期`),
      },
      {
        name: 'discount',
        type: 'number',
        min: 0,
        names: [
          'discount',
          'discount rate',
          'discount share',
          'rebate',
          '折扣率',
          '降价幅度',
          '优惠幅度',
        ],
      },
    ],
  },
  drivers: {
    name: 'drivers',
    fileHints: ['driver', 'weather', 'temperature', '天气', '气温', '因素'],
    key: [],
    fields: [
      {
        name: 'driver',
        type: 'text',
        required: true,
        names: [
          'driver',
          'driver name',
          'variable',
          'indicator',
          '驱动因素',
          '因素',
          '变量',
          '指标',
        ],
      },
      {
        name: 'day',
        type: 'day',
        required: true,
        names: ['day', 'date', '日期'],
      },
      { name: 'item', type: 'code', names: item },
      { name: 'location', type: 'code', names: location, weakNames: locationWeak },
      {
        name: 'value',
        type: 'number',
        required: true,
        names: ['value', 'reading', 'observation', '数值', '值', '取值'],
      },
    ],
  },
  successions: {
    name: 'successions',
    fileHints: ['succession', 'successor', 'replacement', '替代', '换代'],
    key: ['predecessor', 'successor'],
    fields: [
      {
        name: 'predecessor',
        type: 'code',
        required: true,
        names:
          words(`predecessor, predecessor item, old item, old sku, replaces, former item, 旧编码,
  旧商品编码, 被替代商品, 原商品编码`),
      },
      {
        name: 'successor',
        type: 'code',
        required: true,
        names: words(`successor, successor item, new item, new sku, replaced by, 新编码, 新商品编码,
  替代商品, 接替商品`),
      },
      {
        name: 'fromDay',
        type: 'day',
        required: true,
        names: ['from day', 'from', 'start', 'start date', 'date', '开始', '开始日期', '日期'],
      },
      { name: 'share', type: 'number', min: 0, names: ['share', '比例', '承接比例'] },
    ],
  },
  sales: {
    name: 'sales',
    fileHints: words(`sale, transaction, invoice, retail, orders, 销售, 订单, 流水, 小票, 出库`),
    key: [],
    fields: [
      {
        name: 'day',
        type: 'day',
        required: true,
        names: words(`date, day, invoice date, sales date, sale date, order date, transaction date,
  datetime, timestamp, created at, invoice day, date time, sold at, sold on, 日期,
  销售日期, 交易日期, 订单日期, 下单时间, 销售时间, 交易时间, 时间, 单据日期,
  开单日期, 业务日期, 付款时间, 成交日期, 成交时间`),
      },
      { name: 'time', type: 'time', names: ['time', 'sale time', 'time of day', '时刻', '时分'] },
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'location', type: 'code', names: location, weakNames: locationWeak },
      {
        name: 'quantity',
        type: 'pieces',
        required: true,
        names: words(`quantity, qty, units, units sold, pieces, quantity sold, sales quantity,
  sales qty, sold, pcs, lineitem quantity, quantity ordered, 数量, 销量, 销售数量,
  件数, 销售量, 售出数量, 购买数量`),
      },
      { name: 'unitPrice', type: 'money', names: unitPrice },
      {
        name: 'amount',
        type: 'money',
        names: words(`amount, line total, total, revenue, sales amount, turnover, 金额, 销售额,
  销售金额, 实付金额, 成交金额`),
      },
      {
        name: 'customer',
        type: 'code',
        names:
          words(`customer, customer id, customer no, customer code, client, client id, member id,
  buyer, buyer id, 客户, 客户编码, 客户编号, 客户id, 会员, 会员号, 会员编号,
  会员卡号, 买家, 买家id`),
      },
      {
        name: 'document',
        type: 'code',
        names: words(`document, document no, invoice, invoice no, invoice number, order, order id,
  order no, order number, receipt, receipt no, transaction id, transaction no,
  sale id, ticket, 订单号, 订单编号, 单号, 单据号, 单据编号, 小票号, 流水号,
  发票号, 交易号`),
      },
      {
        name: 'cancelled',
        type: 'flag',
        names:
          words(`cancelled, canceled, is cancelled, is cancellation, void, 取消, 是否取消, 作废,
  是否作废`),
      },
      { name: 'itemName', type: 'text', names: itemName },
      {
        name: 'country',
        type: 'text',
        names: [...country, 'customer country', 'shipping country', '收货国家'],
      },
    ],
  },
  stock: {
    name: 'stock',
    fileHints: ['stock', 'inventory', 'on hand', '库存', '盘点'],
    key: [],
    fields: [
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      { name: 'location', type: 'code', names: location, weakNames: locationWeak },
      {
        name: 'onHand',
        type: 'pieces',
        required: true,
        min: 0,
        names: words(`on hand, stock on hand, onhand, stock, on hand quantity, quantity on hand,
  qty on hand, stock quantity, stock level, inventory, inventory quantity, soh,
  physical stock, balance, 库存, 库存数量, 现有库存, 在库数量, 库存量, 实际库存,
  账面库存, 结存, 结存数量, 期末库存`),
        weakNames: ['quantity', 'qty', 'units', 'count', '数量'],
      },
      {
        name: 'day',
        type: 'day',
        names: words(`date, day, as of, count date, counted on, stock date, snapshot date, snapshot,
  日期, 盘点日期, 库存日期, 快照日期`),
      },
    ],
  },
  onOrder: {
    name: 'onOrder',
    fileHints: ['on order', 'open order', 'purchase', 'po', '在途', '采购', '未到货'],
    key: [],
    fields: [
      {
        name: 'number',
        type: 'code',
        names: words(`number, order number, po number, po no, po, purchase order,
  purchase order number, order no, 采购单号, 采购订单号, 单号, 订单号`),
      },
      {
        name: 'from',
        type: 'code',
        required: true,
        names: [...supplier, 'from', 'from location', '发货地'],
      },
      {
        name: 'to',
        type: 'code',
        required: true,
        names: [
          'to',
          'to location',
          'destination',
          'ship to',
          '收货仓',
          '收货地',
          '入库仓',
          ...location,
        ],
      },
      { name: 'item', type: 'code', required: true, names: item, weakNames: itemWeak },
      {
        name: 'quantity',
        type: 'pieces',
        required: true,
        min: 1,
        names: words(`quantity, qty, ordered, open quantity, open qty, quantity open, on order,
  ordered quantity, pieces, units, 数量, 未到数量, 在途数量, 订购数量, 采购数量,
  未交数量`),
      },
      {
        name: 'arriveOn',
        type: 'day',
        required: true,
        names: words(`arrive on, arrival, arrival date, expected, expected on, expected date,
  expected arrival, eta, due date, due, delivery date, 到货日期, 预计到货,
  预计到货日, 预计到货日期, 交货日期, 交期`),
      },
      {
        name: 'orderOn',
        type: 'day',
        names: ['order on', 'ordered on', 'order date', '下单日期', '采购日期', '订单日期'],
        weakNames: ['date', '日期'],
      },
      { name: 'shipOn', type: 'day', names: ['ship on', 'ship date', 'shipped on', '发货日期'] },
      { name: 'unitCost', type: 'money', min: 0, names: unitCost, weakNames: unitPrice },
      { name: 'currency', type: 'currency', names: currency },
    ],
  },
};

export const isImportKind = (text: string): text is ImportKind =>
  (importKinds as readonly string[]).includes(text);

export const fieldOf = (kind: ImportKind, name: string): Field | undefined =>
  kinds[kind].fields.find((field) => field.name === name);

/** Kinds whose rows lie in a Parquet file of history and nowhere else. */
export const isHistory = (kind: ImportKind): kind is 'sales' | 'promotions' | 'drivers' =>
  kind === 'sales' || kind === 'promotions' || kind === 'drivers';
