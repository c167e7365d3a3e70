// A build plugin that removes unused parts of Lit from the self-contained files.
import type { Plugin } from 'vite';

/** The published file of Lit's `ReactiveElement`. */
const FILE = '/@lit/reactive-element/reactive-element.js';

/** The code in it that the element does not use, and its replacement. */
const CUTS: readonly (readonly [part: string, instead?: string])[] = [
  ['const{is:i,defineProperty:e,getOwnPropertyDescriptor:h,getOwnPropertyNames:r,getOwnPropertySymbols:o,getPrototypeOf:n}=Object,a=globalThis,c=a.trustedTypes,l=c?c.emptyScript:"",p=a.reactiveElementPolyfillSupport,d=(t,s)=>t,u={toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},fromAttribute(t,s){let i=t;switch(s){case Boolean:i=null!==t;break;case Number:i=null===t?null:Number(t);break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}return i}},f=(t,s)=>!i(t,s),b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f};Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', 'const{defineProperty:e,getPrototypeOf:n}=Object,b={};'],
  // Style sheets: the element adopts its own (src/element/view/css.ts).
  ['import{getCompatibleStyle as t,adoptStyles as s}from"./css-tag.js";'],
  ['this.elementStyles=this.finalizeStyles(this.styles)'],
  ['static finalizeStyles(s){const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i}'],
  ['const t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(t,this.constructor.elementStyles),t', 'return this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions)'],
  ['y.elementStyles=[],y.shadowRootOptions={mode:"open"},'],
  [',s as adoptStyles,u as defaultConverter,t as getCompatibleStyle,f as notEqual'],
  // Attribute types: all attributes of the element are strings.
  ['i=this.constructor.elementProperties.get(t),e=this.constructor._$Eu(t,i);if(void 0!==e&&!0===i.reflect){const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);this._$Em=t,null==h?this.removeAttribute(e):this.setAttribute(e,h),this._$Em=null}', 'e=this.constructor._$Eu(t,this.constructor.elementProperties.get(t));this._$Em=t,null==s?this.removeAttribute(e):this.setAttribute(e,s),this._$Em=null'],
  ['{const t=i.getPropertyOptions(e),h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;this._$Em=e;const r=h.fromAttribute(s,t.type);this[e]=r??this._$Ej?.get(e)??r,this._$Em=null}', 'this._$Em=e,this[e]=s,this._$Em=null'],
  // Property options that the element does not use, symbol names, decorators and their metadata.
  ['"string"==typeof i?i:"string"==typeof t?t.toLowerCase():void 0', 'i??t.toLowerCase()'],
  [',e=!1,h){if(void 0!==t){const r=this.constructor;if(!1===e&&(h=this[t]),i??=r.getPropertyOptions(t),!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))))return;', '){if(void 0!==t){if(i??=this.constructor.elementProperties.get(t)??b,Object.is(this[t],s))return;'],
  ['{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', '{reflect:e}){('],
  ['this.hasUpdated||i||', 'this.hasUpdated||'],
  ['s=b){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(t,s),!s.noAccessor){const i=Symbol(),h=this.getPropertyDescriptor(t,i,s);void 0!==h&&e(this.prototype,t,h)}}static getPropertyDescriptor(t,s,i){const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)},configurable:!0,enumerable:!0}}', 's){const i=Symbol();this.elementProperties.set(t,s),e(this.prototype,t,{get(){return this[i]},set(e){const h=this[i];this[i]=e,this.requestUpdate(t,h,s)},configurable:!0,enumerable:!0})}'],
  ['const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}'],
  ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}'],
  [',void 0!==t.l&&(this.l=[...t.l])'],
  ['const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}'],
  ['static getPropertyOptions(t){return this.elementProperties.get(t)??b}'],
  // Finalization: a class stores itself instead of string keys, so that all names can be shortened.
  ['static _$Ei(){if(this.hasOwnProperty(d("elementProperties")))return;', 'static finalize(){if(this._$Ei===this)return;this._$Ei=this;'],
  ['}static finalize(){if(this.hasOwnProperty(d("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(d("properties"))){const t=this.properties,s=[...r(t),...o(t)];for(const i of s)this.createProperty(i,t[i])}', ';for(const t of Object.keys(this.properties))this.createProperty(t,this.properties[t]);'],
  ['y[d("elementProperties")]=new Map,y[d("finalized")]=new Map,p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', 'y.elementProperties=new Map,y._$Ei=y'],
  ['super(),this._$Ep=void 0,', 'super();const t=this._$Ep=new Map,s=this.constructor.elementProperties;for(const i of s.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);'],
  ['_$Em=null,this._$Ev()}_$Ev(){', '_$Em=null,'],
  [',this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))', ',this.requestUpdate()'],
  ['_$E_(){const t=new Map,s=this.constructor.elementProperties;for(const i of s.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);t.size>0&&(this._$Ep=t)}'],
  ['if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[t,s]of this._$Ep)this[t]=s;this._$Ep=void 0}', 'this.renderRoot??=this.createRenderRoot();for(const[t,s]of this._$Ep)this[t]=s;this._$Ep=[]'],
  ['const t=this.scheduleUpdate();return null!=t&&await t,', 'return await this.scheduleUpdate(),'],
  ['attributeChangedCallback(t,s,i){this._$AK(t,i)}'],
  ['_$AK(t,s){', 'attributeChangedCallback(t,o,s){'],
  // Controllers.
  ['addController(t){(this._$EO??=new Set).add(t),void 0!==this.renderRoot&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}'],
  [',this._$EO?.forEach(t=>t.hostConnected?.())'],
  ['this._$EO?.forEach(t=>t.hostDisconnected?.())'],
  // Methods to override.
  ['let t=!1;const s=this._$AL;try{t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(s)', 'const s=this._$AL;try{this.willUpdate(s),this.update(s)}catch(s){throw this._$EM(),s}this.hasUpdated=!0'],
  ['willUpdate(t){}_$AE(t){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}'],
  ['this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}', 'this._$ES}'],
  ['enableUpdating(t){}'],
  ['updated(t){}firstUpdated(t){}'],
];

/**
 * Removes the parts of Lit that the element does not use from the self-contained files: 5 % of the file. Properties,
 * attributes, updates and subclasses work as before. The build fails if the code of Lit changes.
 */
export const leanLit = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'lean-lit',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  transform(code, id) {
    if (!id.endsWith(FILE)) return undefined;
    let lean = code;
    for (const [part, instead = ''] of CUTS) {
      if (lean.split(part).length !== 2) this.error(`Lit has changed. Not once in it: ${part}`);
      lean = lean.replace(part, () => instead);
    }
    return { code: lean, map: null };
  },
});
