import{inspect,readArtifact}from"./chunk-RHNWJFK6.js";import"./chunk-XYOP5XVL.js";import"./chunk-HHWC6QWJ.js";import"./chunk-UYJF64EY.js";import"./chunk-VW4T63BT.js";export{inspect,readArtifact};
