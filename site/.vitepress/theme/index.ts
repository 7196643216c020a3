import DefaultTheme from 'vitepress/theme-without-fonts';
import 'katex/dist/katex.min.css';
import './style.css';
import './live-race.css';
import './race-tools.css';

export default DefaultTheme;
