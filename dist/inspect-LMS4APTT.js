import{inspect,readArtifact}from"./chunk-3LWXMEWP.js";import"./chunk-BNDYH5BX.js";import"./chunk-HHWC6QWJ.js";import"./chunk-BDJYYZVD.js";import"./chunk-VW4T63BT.js";export{inspect,readArtifact};
